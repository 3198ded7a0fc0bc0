using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Specs said as a bare number: 42 for a shoe, 256 for a phone; only what the catalogue sells.</summary>
internal static partial class BareNumberRules
{
    private const int ShortText = 12;

    private static readonly string[] Before = ["穿", "尺码", "码数", "鞋码", "码", "选", "换", "换成", "改成", "要", "双"];

    private static readonly string[] BeforeMoney = ["¥", "$", "预算", "价", "满", "减", "降", "+", "费", "费要", "价要", "钱"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        // 不是42是43: in a short text about no money a number that is sold is a size.
        var isShort = text.Text.Length <= ShortText && !Money().IsMatch(text.Text);
        foreach (Match match in Number().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var isWhole = text.IsWhole(start, end) && match.Length < 4;
            if (!isWhole && TextEdges.Follows(text.Text, start, BeforeMoney))
                continue;
            var isMeant = isWhole || text.HasColour || TextEdges.Follows(text.Text, start, Before)
                || (isShort && TextEdges.Follows(text.Text, start, "是"));
            Add(text, found, match.Value, start, end, isMeant);
        }
        foreach (Match pair in Pairs().Matches(text.Text))
        {
            var sizes = pair.Groups["size"].Captures;
            if (!sizes.All(s => Form(text, s.Value, isMeant: true) is not null))
                continue;
            foreach (Capture size in sizes)
                Add(text, found, size.Value, size.Index, size.Index + size.Length, isMeant: true);
        }
        // 四十二, said alone.
        var core = text.Text.AsSpan(text.CoreStart, text.CoreEnd - text.CoreStart);
        if (core.Length is 2 or 3 && !core.ContainsAnyInRange('0', '9') && ChineseNumber.TryParseCount(core, out var number))
            Add(text, found, number.ToString(CultureInfo.InvariantCulture), text.CoreStart, text.CoreEnd, isMeant: true);
    }

    private static void Add(SlotText text, List<SlotCandidate> found, string number, int start, int end, bool isMeant)
    {
        if (Form(text, number, isMeant) is { } form)
            SpecRules.Add(text, found, form, start, end);
    }

    private static string? Form(SlotText text, string number, bool isMeant)
    {
        var forms = new[] { number + "码", number, number + "g" };
        return Array.Find(forms, f => text.Lexicon.Specs.IsOffered(f, text.IsMeant))
            ?? (isMeant ? Array.Find(forms, text.Lexicon.Specs.Has) : null);
    }

    [GeneratedRegex("[价钱元块费¥]|预算", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Money();

    // 128和256差多少, 37还是38
    [GeneratedRegex(
        "(?<![0-9a-z])(?<size>64|128|256|512|1024) ?(和|跟|还是|或者?|与|、|/) ?(?<size>64|128|256|512|1024)(?![0-9a-z.])"
        + "|(?<![0-9a-z.])(?<size>[1-9][0-9]{1,2}) ?(还是|或者?) ?(?<size>[1-9][0-9]{1,2})(?![0-9a-z.元块])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pairs();

    // Nothing beside it that would make it a price, a date, a count or part of a longer number.
    [GeneratedRegex(
        @"(?<![0-9a-z.*/:,-])([1-9][0-9]{1,3}(\.5)?)(?![0-9a-z.*/:%-])(?! ?(元|块|折|件|个|双|号|月|日|点|分|秒|年|度|天|岁|斤|后|多"
        + @"|左右|以|之|小时|次|人|台|箱|包|盒|袋|瓶|条|套|片|万|千|公|克|厘|毫|米|寸|升|第|期|单|米|楼|栋|室|路|省|减|送|高|cm|kg))",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
