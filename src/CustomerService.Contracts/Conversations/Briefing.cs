namespace CustomerService.Contracts.Conversations;

/// <summary>What an agent needs to know of a conversation without reading all of it.</summary>
/// <param name="Turns">The last turns with the shopper, oldest first: what they wanted and what the bot rested on.</param>
/// <param name="Slots">What is held of the dialogue now: slot name to value.</param>
/// <param name="Sequence">The sequence of the last event.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.Briefing")]
public sealed record Briefing(
    [property: Id(0)] IReadOnlyList<TurnRecord> Turns,
    [property: Id(1)] IReadOnlyDictionary<string, string> Slots,
    [property: Id(2)] long Sequence)
{
    /// <summary>The flow under discussion, such as <c>return_exchange</c>.</summary>
    [Id(3)] public string? Flow { get; init; }

    /// <summary>The shop's id of the shopper, where a channel proved it.</summary>
    [Id(4)] public string? Member { get; init; }

    /// <summary>What the bot would answer to the shopper's last words; null when it has nothing.</summary>
    [Id(5)] public string? Draft { get; init; }

    /// <summary>Products, orders and coupons that go with the draft.</summary>
    [Id(6)] public IReadOnlyList<Card> DraftCards { get; init; } = [];

    /// <summary>The agent who has the conversation; null while the bot speaks.</summary>
    [Id(7)] public string? Agent { get; init; }
}
