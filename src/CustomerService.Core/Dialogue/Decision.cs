using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Dialogue;

/// <summary>A reply the bot gives.</summary>
/// <param name="Text">What is said.</param>
public sealed record Reply(string Text)
{
    /// <summary>Products, orders and coupons shown beside it.</summary>
    public ImmutableArray<Card> Cards { get; init; } = [];

    /// <summary>Texts to offer for one tap.</summary>
    public ImmutableArray<string> QuickReplies { get; init; } = [];
}

/// <summary>Something another grain must do; exactly one property is set. Stored in the outbox: names are a contract.</summary>
public sealed record Effect
{
    /// <summary>A hand-over to the human desk.</summary>
    public HandoverRequest? Handover { get; init; }

    /// <summary>What the turn says about the shopper.</summary>
    public ProfileObservation? Observation { get; init; }

    /// <summary>A command to the human desk.</summary>
    public DeskCommand? Desk { get; init; }

    /// <summary>Something that a shop's own systems may want to hear of.</summary>
    public WebhookEvent? Webhook { get; init; }
}

/// <summary>What a turn leads to: either facts to fetch first, or all of it.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Decide again with these facts.</summary>
    public sealed record NeedFacts(ImmutableArray<FactQuery> Queries) : Decision;

    /// <summary>Decided.</summary>
    public sealed record Done(
        DialogueState State, ImmutableArray<Reply> Replies, ImmutableArray<Effect> Effects, TurnRecord Record) : Decision;
}
