using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Specs with a unit: 256G, 两百五十六g, 42码, 2段, 5升, 750g, 8+256; and the catalogue's other wordings.</summary>
internal static partial class SpecRules
{
    private const int SmallestSize = 15;
    private const int SmallestChildHeight = 80;
    private const int GreatestChildHeight = 180;

    private static readonly string[] AfterPack = ["装", "规格", "版"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (var hit in text.Hits)
        {
            if (hit.Entry.Kind == LexiconKind.Spec && (!hit.Entry.Everyday || IsSupported(text, hit)))
                Add(text, found, hit.Entry.Value, hit.Start, hit.End);
        }
        foreach (Match match in Measure().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            if (IsNumberWhole(text.Text, start) && TextEdges.AreWhole(text.Text, start, end)
                && SpecWording.TryMeasure(match.Groups["number"].ValueSpan, match.Groups["unit"].Value, out var canonical)
                && IsSpec(text, match, canonical))
                Add(text, found, canonical, start, end);
        }
        foreach (Match match in Memory().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var rom = match.Groups["rom"].Value + (match.Groups["unit"].Value is ['t', ..] ? "t" : "g");
            var both = match.Groups["ram"].Value + "g+" + rom;
            if (TextEdges.AreWhole(text.Text, start, end))
                Add(text, found, text.Lexicon.Specs.Has(both) ? both : rom, start, end);
        }
    }

    public static void Add(SlotText text, List<SlotCandidate> found, string canonical, int start, int end)
    {
        var wording = text.Lexicon.Specs.Wording(canonical, text.Text[start..end], text.IsMeant);
        found.Add(new(SlotNames.Spec, wording ?? canonical.ToUpperInvariant(), start, end));
    }

    public static bool IsNumberWhole(string text, int start) =>
        start == 0 || (text[start - 1] is not ('.' or '第' or '¥' or '+') && !ChineseNumber.TryParse(text.AsSpan(start - 1, 1), out _));

    private static bool IsSupported(SlotText text, LexiconHit hit) =>
        text.IsWhole(hit.Start, hit.End)
        || text.Lexicon.Specs.IsOffered(hit.Entry.Value, text.IsMeant)
        || !hit.Entry.Value.EndsWith('斤') && TextEdges.Precedes(text.Text, hit.End, AfterPack);

    private static bool IsSpec(SlotText text, Match match, string canonical)
    {
        var (start, end) = (match.Index, match.Index + match.Length);
        if (!ChineseNumber.TryParse(match.Groups["number"].ValueSpan, out var number))
            return false;
        var specs = text.Lexicon.Specs;
        var isPack = text.IsWhole(start, end) || TextEdges.Precedes(text.Text, end, AfterPack);
        switch (match.Groups["unit"].Value)
        {
            case "g" or "gb" or "克":
                return specs.Has(canonical) || number is 16 or 32 or 64 or 128 or 256 or 512 or 1024 || (isPack && number > 5);
            case "t" or "tb":
                return number is >= 1 and <= 16 && !TextEdges.Precedes(text.Text, end, "恤", "台");
            case "码":
                return IsSize(number) || specs.Has(canonical);
            // A number up to 31 with 号 is a day of the month unless the text is about something sold in such sizes.
            case "号":
                return !HouseNumber().IsMatch(text.Text, end) && !TextEdges.Follows(text.Text, start, "月", "楼", "房", "路", "街", "弄")
                    && ((IsSize(number) && number > 31 && (number <= 60 || specs.Has(canonical)))
                        || specs.IsOffered(canonical, text.IsMeant));
            case "段":
                return number is >= 1 and <= 6 && !TextEdges.Precedes(
                    text.Text, end, "时间", "话", "路", "日子", "文字", "视频", "内容", "距离", "对话", "经历", "录音", "语音", "代码")
                    && !TextEdges.Follows(text.Text, start, "这", "那", "有", "过", "等", "了", "前", "后", "每", "上", "下");
            case "l" or "升":
                return !TextEdges.Precedes(text.Text, end, "级", "值", "降", "温", "学", "职");
            case "ml" or "毫升" or "mah" or "毫安" or "毫安时":
                return true;
            case "米":
                return specs.IsOffered(canonical, text.IsMeant) && !TextEdges.Follows(text.Text, start, "高")
                    && !(end < text.Text.Length && ChineseNumber.TryParse(text.Text.AsSpan(end, 1), out _));
            case "斤":
                return specs.IsOffered(canonical, text.IsMeant) || (specs.Has(canonical) && text.IsWhole(start, end));
            default:
                return specs.Has(canonical) && (isPack || specs.IsOffered(canonical, text.IsMeant));
        }
    }

    private static bool IsSize(decimal number) =>
        number is >= SmallestSize and <= 60 || (number is >= SmallestChildHeight and <= GreatestChildHeight && number % 5 == 0);

    [GeneratedRegex(
        $"(?<number>{SpecWording.Number}) ?(?<unit>gb|g|tb|t|kg|公斤|千克|克|mah|毫安时|毫安|ml|毫升|mm|毫米|l|升|码|号|段|英寸|寸|米|w"
        + $"|瓦|匹|斤|片|粒|颗|抽)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measure();

    [GeneratedRegex(
        @"(?<ram>4|6|8|12|16|24|32|64)(gb?)? ?\+ ?(?<rom>64|128|256|512|1024|[1-4](?= ?t))(?: ?(?<unit>tb?|gb?))?",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Memory();

    [GeneratedRegex(@"\G ?(楼|院|线|店|仓|库|门|机|柜|链接|球|桌|室|栋|座|电池|色|口|铺|位|厅|房)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HouseNumber();
}
