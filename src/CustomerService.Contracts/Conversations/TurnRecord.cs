namespace CustomerService.Contracts.Conversations;

/// <summary>Why the bot said what it said: one turn, for operators, agents and tests.</summary>
/// <param name="Numbers">The inbox numbers the turn answered.</param>
/// <param name="At">When it was committed.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.TurnRecord")]
public sealed record TurnRecord(
    [property: Id(0)] IReadOnlyList<long> Numbers,
    [property: Id(1)] DateTimeOffset At)
{
    /// <summary>Intents acted on, in the order they were said.</summary>
    [Id(2)] public IReadOnlyList<string> Intents { get; init; } = [];

    /// <summary>Confidence of the first intent, 0 to 1.</summary>
    [Id(3)] public double Confidence { get; init; }

    /// <summary>-1, 0 or 1.</summary>
    [Id(4)] public int Sentiment { get; init; }

    /// <summary>What is held of the dialogue after the turn: slot name to value.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string> Slots { get; init; } = new Dictionary<string, string>();

    /// <summary>What the answer rests on, as <c>kind:outcome</c>, such as <c>stock:available</c>.</summary>
    [Id(6)] public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>The question left open, by slot names; empty when none is.</summary>
    [Id(7)] public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Why a hand-over was asked for in this turn; null when none was.</summary>
    [Id(8)] public string? Handover { get; init; }

    /// <summary>What was smaller than it should have been (model, facts), such as <c>facts_timeout</c>.</summary>
    [Id(9)] public string? Degraded { get; init; }
}
