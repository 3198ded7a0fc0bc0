using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Conversations;

/// <summary>An entry that was delivered in vain too often.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Reason">The class of the last failure.</param>
/// <param name="Attempts">Redeliveries in vain.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="DiedAt">When it was given up.</param>
public sealed record DeadLetter(
    string Conversation, long Number, string Reason, int Attempts, DateTimeOffset ReceivedAt, DateTimeOffset DiedAt);

/// <summary>What operators do with dead letters. Their conversations go on without them.</summary>
public interface IDeadLetters
{
    /// <summary>The newest, without what was said.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken cancellationToken = default);

    /// <summary>The whole entry with what was said; null where it is no dead letter.</summary>
    ValueTask<InboxEntry?> Show(string conversation, long number, CancellationToken cancellationToken = default);

    /// <summary>Delivers it anew under its old number; false where it is no dead letter.</summary>
    ValueTask<bool> Retry(string conversation, long number, CancellationToken cancellationToken = default);

    /// <summary>Gives it up for good: it counts as finished and is forgotten with those; false where it is no dead letter.</summary>
    ValueTask<bool> Drop(string conversation, long number, CancellationToken cancellationToken = default);
}
