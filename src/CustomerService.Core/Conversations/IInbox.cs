using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Conversations;

/// <summary>A message on its way into the inbox: an <see cref="InboxEntry"/> without its number.</summary>
/// <param name="Conversation">The conversation it belongs to.</param>
/// <param name="MessageId">Unique in the conversation; 1 to 128 characters.</param>
/// <param name="Kind">A shopper's message, an agent's, or a notice.</param>
/// <param name="Text">Masked text, or the code of a notice.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
public sealed record InboxMessage(
    ConversationId Conversation,
    string MessageId,
    InboxKind Kind,
    string Text,
    DateTimeOffset ReceivedAt)
{
    /// <inheritdoc cref="InboxEntry.Media"/>
    public IReadOnlyList<MediaItem> Media { get; init; } = [];

    /// <inheritdoc cref="InboxEntry.Page"/>
    public string? Page { get; init; }

    /// <inheritdoc cref="InboxEntry.Member"/>
    public string? Member { get; init; }

    /// <inheritdoc cref="InboxEntry.TraceParent"/>
    public string? TraceParent { get; init; }

    /// <inheritdoc cref="InboxEntry.Parameters"/>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="InboxEntry.Cards"/>
    public IReadOnlyList<Card> Cards { get; init; } = [];
}

/// <summary>The answer to an append.</summary>
/// <param name="Entry">The durable entry; for a repeated message id the first one, as it was then.</param>
/// <param name="Duplicate">True when the message id was there already.</param>
public readonly record struct Accepted(InboxEntry Entry, bool Duplicate);

/// <summary>How much the inbox holds that is not finished.</summary>
/// <param name="Depth">Unfinished entries.</param>
/// <param name="OldestAt">When the oldest of them was accepted; null when there is none.</param>
public readonly record struct InboxBacklog(long Depth, DateTimeOffset? OldestAt)
{
    /// <summary>
    /// Entries that <see cref="IInbox.Behind"/> passes over: conversations that cannot be answered wait long, and say
    /// nothing about the others. Tenants for which something waits have even parts of them.
    /// </summary>
    public const int Outliers = 100;

    /// <summary>What a tenant passes over at least, however many they are.</summary>
    public const int LeastOutliers = 10;
}

/// <summary>What waits of a tenant's, but for the <see cref="InboxBacklog.Outliers"/>.</summary>
/// <param name="OldestAt">When the oldest of it was accepted.</param>
/// <param name="Depth">How many entries it is.</param>
/// <param name="BeforeEarlier">How many of them were accepted before the earlier moment that was asked about.</param>
/// <param name="BeforeLater">And how many before the later one.</param>
public readonly record struct TenantQueue(DateTimeOffset OldestAt, long Depth, long BeforeEarlier, long BeforeLater);

/// <summary>The durable, numbered way into every conversation.</summary>
public interface IInbox
{
    /// <summary>
    /// Does beforehand what makes the first append of a process a slow one: connects, and has statements prepared. It
    /// stores nothing.
    /// </summary>
    ValueTask Warm(CancellationToken cancellationToken = default) => default;

    /// <summary>
    /// Appends durably (on disk before it returns) and gives the next number of the conversation; a message id that
    /// the conversation has already gets its first answer again.
    /// </summary>
    ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default);

    /// <summary>Whether anything was ever appended to the conversation.</summary>
    ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default);

    /// <summary>Entries of a conversation with a number greater than <paramref name="after"/>, in order.</summary>
    ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Marks entries as finished: their turn is committed and its outbox dispatched.</summary>
    ValueTask Finish(string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default);

    /// <summary>Depth and age, for metrics.</summary>
    ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default);

    /// <summary>
    /// How far the answers of each tenant are behind, for admission: its unfinished entries, but for its
    /// <see cref="InboxBacklog.Outliers"/>. Tenants of which so many do not wait are left out.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default);
}
