using System.Text.RegularExpressions;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Slots;

/// <summary>
/// Fills from a model's spans what the shop's words and the rules left open. Where those found a slot they are right, and
/// what they only keep others out of (手机号) stays out.
/// </summary>
internal static partial class SpanRules
{
    // A longer one is a sentence that the model ran away with.
    private const int Longest = 24;

    // Longer ones are addresses; a town and its county are a place to send to.
    private const int LongestPlace = 8;

    public static void Fill(SlotText text, IReadOnlyList<SlotSpan> spans, List<SlotCandidate> chosen)
    {
        var taken = new bool[text.Text.Length];
        foreach (var candidate in chosen)
            taken.AsSpan(candidate.Start, candidate.Length).Fill(true);
        var found = chosen.Select(c => c.Slot).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            if (span.Start < 0 || span.Length is < 1 or > Longest || span.Start > text.Text.Length - span.Length
                || taken.AsSpan(span.Start, span.Length).Contains(true))
                continue;
            var said = text.Text.Substring(span.Start, span.Length);
            if (span.Slot == "place" && !IsSentTo(text.Text, span))
                continue;
            if (Value(text, span.Slot, said, found) is var (slot, value))
                chosen.Add(new(slot, value, span.Start, span.Start + span.Length));
        }
        chosen.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    // 恩恩 looks like a place to a model; what goods go to is said as one.
    private static bool IsSentTo(string text, SlotSpan span) =>
        span.Length > 1 && (SentBefore().IsMatch(text.AsSpan(0, span.Start)) || SentAfter().IsMatch(text.AsSpan(span.Start + span.Length)));

    [GeneratedRegex("(?:[到寄发在往去送从住是]|收货地|地址) ?$", RegexOptions.None, 1000)]
    private static partial Regex SentBefore();

    [GeneratedRegex("^(?:[市省县区镇州村乡]|这边|那边|这里|地区|包邮|能[到发送寄]|可以[到发送寄]|[到收发]|几天|多久|要[多几]|运费|邮费|有货|有没有货|呢)", RegexOptions.None, 1000)]
    private static partial Regex SentAfter();

    private static (string Slot, string Value)? Value(SlotText text, string slot, string said, HashSet<string> found) => slot switch
    {
        "product" when !found.Overlaps([SlotNames.Product, SlotNames.Category, SlotNames.Reference]) => (SlotNames.Unlisted, said),
        "place" when said.Length <= LongestPlace && !said.Contains(' ', StringComparison.Ordinal) && !found.Overlaps([SlotNames.City, SlotNames.Address]) => (SlotNames.City, said),
        "colour" when !found.Contains(SlotNames.Colour) && Offered(text, said) is { } colour => (SlotNames.Colour, colour),
        _ => null,
    };

    // The colour of the products meant, or of any where the text names none, that the word fits.
    private static string? Offered(SlotText text, string said)
    {
        var products = text.Lexicon.Catalogue.Products.Values;
        var meant = products.Where(text.IsMeant).ToArray();
        return (meant.Length > 0 ? meant : products)
            .Select(p => ColourWording.Match(said, p.Colours)).FirstOrDefault(c => c is not null);
    }
}
