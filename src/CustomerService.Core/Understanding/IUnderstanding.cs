using CustomerService.Contracts.Understanding;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Understanding;

/// <summary>One text, understood: what the model reads and what rules find, together.</summary>
/// <param name="Text">As given, slips mended.</param>
/// <param name="Reading">Intents, sentiment and embedding.</param>
/// <param name="Slots">Mentions in the order of the text.</param>
/// <param name="ProductType">Id of the category it is about; null where none is recognised.</param>
public sealed record Understood(
    string Text, Reading Reading, IReadOnlyList<SlotMention> Slots, string? ProductType);

/// <summary>Understands texts: the one way in for the dialogue and for the API.</summary>
public interface IUnderstanding
{
    /// <summary>What each text means, in the order of the texts.</summary>
    /// <param name="tenant">Whose catalogue slots and product types are taken from.</param>
    /// <param name="texts">At most 256; an empty list gives an empty answer.</param>
    /// <param name="now">What "tomorrow" is counted from, in the shop's time zone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<Understood>> Understand(
        string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken);
}
