namespace CustomerService.Contracts.Desk;

/// <summary>A conversation that needs a human, with what the human needs.</summary>
/// <param name="OperationId">Makes the request idempotent: conversation and turn.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Reason">asked, high_risk, not_understood, anger or flow.</param>
/// <param name="At">When the hand-over was decided.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.HandoverRequest")]
public sealed record HandoverRequest(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string Conversation,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateTimeOffset At)
{
    /// <summary>The intent under discussion.</summary>
    [Id(4)] public string? Intent { get; init; }

    /// <summary>Slots held, name to value.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string> Slots { get; init; } = new Dictionary<string, string>();

    /// <summary>Sentiment of the last turn: -1, 0 or 1.</summary>
    [Id(6)] public int Sentiment { get; init; }
}

/// <summary>A place in the queue.</summary>
/// <param name="Conversation">Who waits.</param>
/// <param name="Position">From 1.</param>
/// <param name="Request">What was handed over.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.QueueTicket")]
public sealed record QueueTicket(
    [property: Id(0)] string Conversation,
    [property: Id(1)] int Position,
    [property: Id(2)] HandoverRequest Request);

/// <summary>The human desk of one tenant; its key is the tenant.</summary>
[Alias("CustomerService.IAgentDeskGrain")]
public interface IAgentDeskGrain : IGrainWithStringKey
{
    /// <summary>Puts a conversation in the queue; one that waits already keeps its place.</summary>
    [Alias("Enqueue")]
    Task<QueueTicket> Enqueue(HandoverRequest request);

    /// <summary>The queue, first place first.</summary>
    [Alias("Queue")]
    Task<IReadOnlyList<QueueTicket>> Queue();

    /// <summary>Takes a conversation out of the queue, because an agent has it or the shopper left.</summary>
    [Alias("Remove")]
    Task Remove(string conversation);
}
