namespace CustomerService.Contracts.Conversations;

/// <summary>What an inbox entry carries.</summary>
public enum InboxKind
{
    /// <summary>The shopper wrote.</summary>
    Message = 0,

    /// <summary>Something not caused by a message: a queue position, a timer, a notice.</summary>
    Notice = 1,

    /// <summary>A human agent wrote.</summary>
    Agent = 2,
}

/// <summary>A picture, voice or file that the shopper sent.</summary>
/// <param name="Kind">image, voice, video, file or link.</param>
/// <param name="Url">Where the gateway stored or found it; at most 2,048 characters.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.MediaItem")]
public sealed record MediaItem([property: Id(0)] string Kind, [property: Id(1)] string Url);

/// <summary>
/// One durable entry of a conversation's inbox. Personal data in <paramref name="Text"/> is masked before it gets here.
/// </summary>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Number">Its place in the conversation's order, from 1 without gaps; given by the append.</param>
/// <param name="MessageId">The channel's id of the message, or the operation id of a notice.</param>
/// <param name="Kind">A shopper's message, an agent's, or a notice.</param>
/// <param name="Text">What was said; for a notice its code.</param>
/// <param name="ReceivedAt">When the gateway accepted it.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.InboxEntry")]
public sealed record InboxEntry(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Number,
    [property: Id(2)] string MessageId,
    [property: Id(3)] InboxKind Kind,
    [property: Id(4)] string Text,
    [property: Id(5)] DateTimeOffset ReceivedAt)
{
    /// <summary>Pictures, voice and files; empty for plain text.</summary>
    [Id(6)] public IReadOnlyList<MediaItem> Media { get; init; } = [];

    /// <summary>The id of the product page the shopper stands on, where the channel tells it.</summary>
    [Id(7)] public string? Page { get; init; }

    /// <summary>The shop's own id of the shopper, where the channel proved it; orders are told by it.</summary>
    [Id(8)] public string? Member { get; init; }

    /// <summary>W3C trace context of the request that brought it, so that one trace spans the whole way.</summary>
    [Id(9)] public string? TraceParent { get; init; }

    /// <summary>Parameters of a notice (position, ticket…); empty for a message.</summary>
    [Id(10)] public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Products and coupons that an agent shows; empty for everybody else.</summary>
    [Id(11)] public IReadOnlyList<Card> Cards { get; init; } = [];
}
