using System.Text.RegularExpressions;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Commerce;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>
/// Finds slot values by the words of the catalogue in force and by rules. Pure but for a compiled lexicon kept per
/// snapshot; safe to share between threads; the cost grows with the length of the text.
/// </summary>
/// <param name="catalogues">Where the shop's words come from.</param>
public sealed class SlotExtractor(ICatalogueSource catalogues) : ISlotExtractor
{
    private static readonly Action<SlotText, List<SlotCandidate>>[] Rules =
    [
        LinkRules.Find,
        SpecRules.Find,
        SizeRules.Find,
        BareNumberRules.Find,
        QuantityRules.Find,
        OrderRules.Find,
        PhoneRules.Find,
        AddressRules.Find,
        DateRules.Find,
        AmountRules.Find,
        RecipientRules.Find,
        AgeRules.Find,
        ReferenceRules.Find,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SlotMention> Extract(
        string tenant, string text, DateTimeOffset now, IReadOnlyList<SlotSpan>? spans = null)
    {
        var normalised = TextNormalizer.Normalize(text);
        if (normalised.Length == 0)
            return [];
        var slotText = new SlotText(normalised, Lexicon.Of(catalogues.Current(tenant)), now.DateTime);
        var candidates = new List<SlotCandidate>();
        Run(WordRules.Find, slotText, candidates);
        Run(ColourRules.Find, slotText, candidates);
        slotText.Words = MentionResolver.Resolve([.. candidates], normalised.Length);
        foreach (var rule in Rules)
            Run(rule, slotText, candidates);
        var chosen = MentionResolver.Resolve(candidates, normalised.Length);
        if (spans is { Count: > 0 })
            SpanRules.Fill(slotText, spans, chosen);
        chosen.RemoveAll(c => c.Slot is null);
        PlaceRules.Join(slotText, chosen);
        Negation.Remove(normalised, chosen);
        return [.. chosen.Select(c => new SlotMention(c.Slot!, c.Value, c.Start, c.Length))];
    }

    private static void Run(
        Action<SlotText, List<SlotCandidate>> rule, SlotText text, List<SlotCandidate> found)
    {
        try
        {
            rule(text, found);
        }
        catch (RegexMatchTimeoutException)
        {
            // The patterns are bounded, so only a starved machine gets here: better a slot missed than a turn lost.
        }
    }
}
