namespace CustomerService.Contracts.Desk;

/// <summary>A conversation that needs a human, with what the human needs.</summary>
/// <param name="OperationId">Makes the request idempotent: conversation and turn.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Reason">asked, high_risk, not_understood, anger, vip, tool_failure, keyword or flow.</param>
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

    /// <summary>The shop's id of the shopper, where a channel proved it.</summary>
    [Id(7)] public string? Member { get; init; }

    /// <summary>The shopper's words that led here, masked, at most 80 characters.</summary>
    [Id(8)] public string? Preview { get; init; }

    /// <summary>The agent who served this shopper last.</summary>
    [Id(9)] public string? LastAgent { get; init; }
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
