using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Slots;

/// <summary>Finds slot values in a text, by the catalogue's words and by rules.</summary>
public interface ISlotExtractor
{
    /// <summary>
    /// Mentions in the order of the text, not overlapping, the longest first where two compete. A colour or spec that
    /// follows a negation (不要黑色, 不是256G) is not given.
    /// </summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="text">As written; normalised inside.</param>
    /// <param name="now">What "tomorrow" is counted from, in the shop's time zone.</param>
    /// <param name="spans">What a model sees in the text; it fills what the catalogue's words and the rules leave open.</param>
    IReadOnlyList<SlotMention> Extract(string tenant, string text, DateTimeOffset now, IReadOnlyList<SlotSpan>? spans = null);
}
