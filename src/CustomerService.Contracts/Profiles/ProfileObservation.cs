namespace CustomerService.Contracts.Profiles;

/// <summary>What one turn says about its shopper; carries no text.</summary>
/// <param name="OperationId">Makes the observation idempotent: conversation and turn.</param>
/// <param name="At">When the shopper wrote.</param>
/// <param name="Intents">Intents of the turn.</param>
/// <param name="Categories">Product categories it was about.</param>
/// <param name="Sentiment">-1, 0 or 1.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ProfileObservation")]
public sealed record ProfileObservation(
    [property: Id(0)] string OperationId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] IReadOnlyList<string> Intents,
    [property: Id(3)] IReadOnlyList<string> Categories,
    [property: Id(4)] int Sentiment)
{
    /// <summary>The shop's id of the shopper, where the channel proved it: ties profiles of one person together.</summary>
    [Id(5)] public string? Member { get; init; }

    /// <summary>Lowest price in yuan of the product that was talked about; null where there was none.</summary>
    [Id(6)] public decimal? Price { get; init; }

    /// <summary>Whom a present was for, such as 妈妈; null where none was spoken of.</summary>
    [Id(7)] public string? Recipient { get; init; }
}
