using CustomerService.Contracts.Conversations;

namespace CustomerService.Gateway.Feed;

/// <summary>What a listener gets: events in order without gaps, a change of "typing", or that it was idle.</summary>
/// <param name="Events">Empty where only <paramref name="Typing"/> is told, or nothing came for a while.</param>
/// <param name="Typing">Null where nothing is told of it.</param>
internal readonly record struct FeedItem(IReadOnlyList<ConversationEvent> Events, bool? Typing)
{
    /// <summary>Whether the shopper was typing just now; for agents.</summary>
    public bool ShopperTypes { get; init; }
}
