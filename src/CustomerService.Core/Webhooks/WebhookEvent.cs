namespace CustomerService.Core.Webhooks;

/// <summary>Something that a shop's own systems may want to hear of. Stored in outboxes as JSON: names are a contract.</summary>
/// <param name="Operation">What caused it; the same operation again is the same event.</param>
/// <param name="Type">One of <see cref="WebhookTypes"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Conversation">Where; its events reach an endpoint in their order.</param>
public sealed record WebhookEvent(string Operation, string Type, DateTimeOffset At, string Conversation)
{
    /// <summary>What it says beside the conversation.</summary>
    public WebhookData Data { get; init; } = new();
}

/// <summary>What an event says; each type sets some of these.</summary>
public sealed record WebhookData
{
    /// <summary>The service by humans.</summary>
    public string? Ticket { get; init; }

    /// <summary>Account of the agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Who the service is for.</summary>
    public string? Skill { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The intent under discussion.</summary>
    public string? Intent { get; init; }

    /// <summary>The wrap-up code of a service.</summary>
    public string? Code { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>The order's number.</summary>
    public string? Order { get; init; }

    /// <summary>The coupon's code.</summary>
    public string? Coupon { get; init; }

    /// <summary>Yuan off.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Yuan to spend before the coupon counts.</summary>
    public decimal? MinSpend { get; init; }

    /// <summary>When the coupon ends.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The tag's name.</summary>
    public string? Tag { get; init; }

    /// <summary>Of a message: its place in the conversation.</summary>
    public long? Sequence { get; init; }

    /// <summary>Of a message: shopper, bot or agent.</summary>
    public string? From { get; init; }

    /// <summary>Of a message: what it says, masked.</summary>
    public string? Text { get; init; }
}

/// <summary>The types of events. Once released a name never changes.</summary>
public static class WebhookTypes
{
    /// <summary>The bot asked for a human.</summary>
    public const string HandedOver = "conversation.handed_over";

    /// <summary>An agent has the conversation.</summary>
    public const string Accepted = "conversation.accepted";

    /// <summary>It goes to another agent or skill, or its agent was lost.</summary>
    public const string Transferred = "conversation.transferred";

    /// <summary>The service by humans is over.</summary>
    public const string Closed = "conversation.closed";

    /// <summary>The shopper rated a service.</summary>
    public const string Rated = "conversation.rated";

    /// <summary>The bot changed an order's address.</summary>
    public const string OrderChanged = "order.changed";

    /// <summary>The bot cancelled an order.</summary>
    public const string OrderCancelled = "order.cancelled";

    /// <summary>The bot or an agent gave a coupon.</summary>
    public const string CouponGranted = "coupon.granted";

    /// <summary>A shopper's profile has a new tag.</summary>
    public const string TagGained = "profile.tag_gained";

    /// <summary>A tag does not hold any more.</summary>
    public const string TagLost = "profile.tag_lost";

    /// <summary>The shopper wrote.</summary>
    public const string MessageReceived = "message.received";

    /// <summary>The bot or an agent answered.</summary>
    public const string MessageSent = "message.sent";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        HandedOver, Accepted, Transferred, Closed, Rated, OrderChanged, OrderCancelled, CouponGranted, TagGained, TagLost,
        MessageReceived, MessageSent,
    ];

    /// <summary>What an endpoint gets that names none: no words of anybody.</summary>
    public static IReadOnlyList<string> WithoutWords { get; } = [.. All.Except([MessageReceived, MessageSent])];
}
