using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Sizes by letter: XL, 2xl, 男款L码. A single letter counts only where a size is plainly meant.</summary>
internal static partial class SizeRules
{
    private static readonly string[] Before = ["穿", "要", "换", "换成", "改成", "选", "拍", "买", "有", "码", "尺码", "拿", "还是", "和", "或", "穿的", "是"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Size().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var canonical = SpecWording.SizeForm(match);
            var who = match.Groups["who"].Length;
            if (!TextEdges.AreWhole(text.Text, start, end) || !TextEdges.AreWhole(text.Text, match.Groups["size"].Index, end))
                continue;
            var isPlain = match.Groups["size"].Length > 1 && canonical[^1] == 'l';
            if (!isPlain && match.Groups["suffix"].Length == 0 && who == 0 && !IsMeant(text, canonical, start, end))
                continue;
            if (who > 0 && !text.Lexicon.Specs.Has(canonical))
                SpecRules.Add(text, found, canonical[1..], match.Groups["size"].Index, end);
            else
                SpecRules.Add(text, found, canonical, start, end);
        }
        foreach (Match match in Large().Matches(text.Text))
            SpecRules.Add(text, found, text.Lexicon.Specs.Has("加大码") ? "加大码" : "xl", match.Index, match.Index + match.Length);
    }

    private static bool IsMeant(SlotText text, string canonical, int start, int end) =>
        text.IsWhole(start, end)
        || ((text.HasColour || TextEdges.Follows(text.Text, start, Before) || text.Lexicon.Specs.IsOffered(canonical, text.IsMeant))
            && After().IsMatch(text.Text, end));

    [GeneratedRegex(
        "(?<who>[男女]?)(?:[款士生] ?)?(?<size>[2-6]xl|x{1,4}l|x{1,2}s|[sml])(?<suffix>[码号]?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();

    [GeneratedRegex("加大[码号]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Large();

    [GeneratedRegex(
        @"\G ?($|[^a-z0-9\u4e00-\u9fff]|的|吧|呢|吗|还|有|可|能|和|或|就|行|合|够|会|大|小|卖|没)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex After();
}
