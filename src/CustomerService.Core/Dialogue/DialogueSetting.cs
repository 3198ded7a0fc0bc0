using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Core.Dialogue;

/// <summary>What a decision rests on besides state, turn and facts.</summary>
/// <param name="Book">The flows in force.</param>
/// <param name="Catalogue">The tenant's catalogue in force.</param>
/// <param name="UnknownThreshold">Below this confidence an intent counts as not understood, 0 to 1, where its reading says nothing of that.</param>
/// <param name="SessionIdle">After this long without a word the dialogue begins anew.</param>
public sealed record DialogueSetting(FlowBook Book, Catalogue Catalogue, float UnknownThreshold, TimeSpan SessionIdle)
{
    /// <summary>Intents that only humans settle, while a promotion's peak is on; null where it is not.</summary>
    public IReadOnlySet<string>? Peak { get; init; }

    /// <summary>How often the same question is asked before the bot gives up: once, and again at most twice.</summary>
    public const int MaxAsks = 3;

    /// <summary>Upset turns of a session before the bot gives a coupon: one angry word earns nothing, whatever else is set.</summary>
    public const int UpsetTurns = 2;

    /// <summary>Wrong proofs of an order before guessing ends.</summary>
    public const int MaxWrongProofs = 3;
}
