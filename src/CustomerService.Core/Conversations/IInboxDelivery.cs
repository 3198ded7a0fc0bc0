using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Conversations;

/// <summary>When an unfinished entry is delivered again, and when no more.</summary>
/// <param name="After">Time from its acceptance to the first redelivery, and from that to the second.</param>
/// <param name="Longest">The wait doubles with every redelivery up to this.</param>
/// <param name="Attempts">After so many redeliveries the entry becomes a dead letter.</param>
public sealed record RedeliveryRule(TimeSpan After, TimeSpan Longest, int Attempts);

/// <summary>
/// Redelivery of what stays unfinished. Where several processes share an inbox each has its share of the partitions,
/// under a lease; delivering twice is harmless, so a lease parts the load and guards nothing else.
/// </summary>
public interface IInboxDelivery
{
    /// <summary>Keeps the owner's partitions and takes or gives away some, until each owner has an even share.</summary>
    /// <param name="owner">Unique to the process.</param>
    /// <param name="lease">How long the share is kept without another call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Partitions that the owner has now and had not before.</returns>
    ValueTask<IReadOnlyList<int>> Hold(string owner, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Gives the owner's partitions to the others at once.</summary>
    ValueTask Release(string owner, CancellationToken cancellationToken = default);

    /// <summary>
    /// The first unfinished entry of each conversation of the owner's partitions that is due, tenants in turn and of each
    /// the oldest first; counts the attempt. One that was delivered in vain too often becomes a dead letter instead. What
    /// is given before it is due is not counted: silos that die one after the other bury nothing.
    /// </summary>
    /// <param name="owner">Whoever holds the partitions.</param>
    /// <param name="rule">When an entry is due.</param>
    /// <param name="fresh">Partitions whose entries are due at once: their owner before may have died with them.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Redelivery> Take(
        string owner, RedeliveryRule rule, IReadOnlyList<int> fresh, int limit, CancellationToken cancellationToken = default);

    /// <summary>Remembers why an entry could not be finished; a later dead letter says it.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="number">Its number.</param>
    /// <param name="reason">A class of failure, such as the name of an exception's type; no text of a person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask Failed(string conversation, long number, string reason, CancellationToken cancellationToken = default);
}

/// <summary>What one look for due entries found.</summary>
/// <param name="Entries">To be delivered now.</param>
/// <param name="Died">Entries that became dead letters.</param>
public sealed record Redelivery(IReadOnlyList<InboxEntry> Entries, int Died);
