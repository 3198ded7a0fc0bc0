namespace CustomerService.Contracts.Conversations;

/// <summary>The kinds of <see cref="ConversationEvent"/>; clients ignore kinds they do not know.</summary>
public static class EventKinds
{
    /// <summary>The shopper's own message.</summary>
    public const string Message = "message";

    /// <summary>The bot's reply.</summary>
    public const string Reply = "reply";

    /// <summary>A human agent's message.</summary>
    public const string Agent = "agent";

    /// <summary>A change of state: hand-over, queue position, closed.</summary>
    public const string Status = "status";
}

/// <summary>A product, order or coupon shown beside a text.</summary>
/// <param name="Kind">product, order or coupon.</param>
/// <param name="Id">The shop's id of it.</param>
/// <param name="Title">One line.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.Card")]
public sealed record Card(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] string Title)
{
    /// <summary>A second line: variant, state, validity.</summary>
    [Id(3)] public string? Subtitle { get; init; }

    /// <summary>Price or amount as shown, such as <c>¥3299</c>.</summary>
    [Id(4)] public string? Price { get; init; }

    /// <summary>Path or address of the picture.</summary>
    [Id(5)] public string? Image { get; init; }

    /// <summary>Of a coupon that is the shopper's own: what to type in at the shop.</summary>
    [Id(6)] public string? Code { get; init; }
}

/// <summary>One thing a conversation shows, in the order of <paramref name="Sequence"/>.</summary>
/// <param name="Sequence">From 1 without gaps, given in the commit.</param>
/// <param name="Kind">See <see cref="EventKinds"/>.</param>
/// <param name="At">When it was committed.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ConversationEvent")]
public sealed record ConversationEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string Kind,
    [property: Id(2)] DateTimeOffset At)
{
    /// <summary>What is shown, in Chinese; null for a status without words.</summary>
    [Id(3)] public string? Text { get; init; }

    /// <summary>Of a shopper's message: its inbox number.</summary>
    [Id(4)] public long? Number { get; init; }

    /// <summary>Of a shopper's message: the channel's id of it.</summary>
    [Id(5)] public string? MessageId { get; init; }

    /// <summary>Of a reply: the inbox numbers it answers.</summary>
    [Id(6)] public IReadOnlyList<long>? InReplyTo { get; init; }

    /// <summary>Products, orders and coupons shown beside the text.</summary>
    [Id(7)] public IReadOnlyList<Card>? Cards { get; init; }

    /// <summary>Texts the shopper may send with one tap.</summary>
    [Id(8)] public IReadOnlyList<string>? QuickReplies { get; init; }

    /// <summary>Of a status: its code, such as <c>handover_queued</c>.</summary>
    [Id(9)] public string? Status { get; init; }

    /// <summary>Of a status: its values, such as <c>position</c>.</summary>
    [Id(10)] public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>Pictures, voice and files of a shopper's message.</summary>
    [Id(11)] public IReadOnlyList<MediaItem>? Media { get; init; }

    /// <summary>Of an agent's message: the agent's name as shown.</summary>
    [Id(12)] public string? Author { get; init; }
}

/// <summary>A stretch of a conversation's events.</summary>
/// <param name="Events">In order; empty when there is nothing newer.</param>
/// <param name="Next">What to ask for next: the sequence of the last event given.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.EventPage")]
public sealed record EventPage(
    [property: Id(0)] IReadOnlyList<ConversationEvent> Events,
    [property: Id(1)] long Next);
