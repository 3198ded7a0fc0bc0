using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Specs said as a bare number: 42 for a shoe, 256 for a phone; only what the catalogue sells.</summary>
internal static partial class BareNumberRules
{
    private static readonly string[] Before = ["穿", "尺码", "码数", "鞋码", "码", "选", "换", "换成", "改成", "要"];

    private static readonly string[] BeforeMoney = ["¥", "$", "预算", "价", "满", "减", "降", "+"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Number().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var isWhole = text.IsWhole(start, end) && match.Length < 4;
            if (!isWhole && TextEdges.Follows(text.Text, start, BeforeMoney))
                continue;
            var forms = new[] { match.Value + "码", match.Value, match.Value + "g" };
            var meant = Array.Find(forms, f => text.Lexicon.Specs.IsOffered(f, text.IsMeant));
            var isMeant = meant is not null || isWhole || text.HasColour || TextEdges.Follows(text.Text, start, Before);
            var form = meant ?? Array.Find(forms, text.Lexicon.Specs.Has);
            if (isMeant && form is not null)
                SpecRules.Add(text, found, form, start, end);
        }
    }

    // Nothing beside it that would make it a price, a date, a count or part of a longer number.
    [GeneratedRegex(
        @"(?<![0-9a-z.*/:,-])([1-9][0-9]{1,3}(\.5)?)(?![0-9a-z.*/:%-])(?! ?(元|块|折|件|个|双|号|月|日|点|分|秒|年|度|天|岁|斤|后|多|左右|以|之|小时|次|人|台|箱|包|盒|袋|瓶|条|套|片|万|千|公|克|厘|毫|米|寸|升|第|期|单|米|楼|栋|室|路|省|减|送))",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
