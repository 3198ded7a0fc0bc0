using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Conversations;

/// <summary>Events too old for the conversation's state; appending the same sequence again changes nothing.</summary>
public interface ITranscript
{
    /// <summary>Appends events durably, idempotent by (conversation, sequence).</summary>
    ValueTask Append(
        string conversation, IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Events with a sequence greater than <paramref name="after"/>, in order.</summary>
    ValueTask<IReadOnlyList<ConversationEvent>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default);
}
