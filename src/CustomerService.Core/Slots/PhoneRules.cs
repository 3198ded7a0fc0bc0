using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>The last four digits of a phone: from a number, masked or not, from 尾号5678, or said alone.</summary>
internal static partial class PhoneRules
{
    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Mobile().Matches(text.Text))
            Add(found, match);
        foreach (Match match in Tail().Matches(text.Text))
        {
            if (!TextEdges.Follows(text.Text, match.Index, "订单", "单号", "订单号", "卡", "卡号", "银行卡", "身份证", "发票", "运单"))
                Add(found, match);
        }
        foreach (Match match in Ending().Matches(text.Text))
            Add(found, match);
        var core = text.Text.AsSpan(text.CoreStart, text.CoreEnd - text.CoreStart);
        if (core.Length == 4 && !text.Text.Contains('*', StringComparison.Ordinal) && !core.ContainsAnyExceptInRange('0', '9'))
            found.Add(new(SlotNames.Phone, core.ToString(), text.CoreStart, text.CoreEnd));
    }

    private static void Add(List<SlotCandidate> found, Match match) =>
        found.Add(new(SlotNames.Phone, match.Groups["tail"].Value, match.Index, match.Index + match.Length));

    [GeneratedRegex(
        @"(?<![0-9*])(\+?86[ -]?)?1[3-9][0-9]([ -]?[0-9]{4}[ -]?| ?\*{3,8} ?)(?<tail>[0-9]{4})(?![0-9])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex(
        @"(手机|电话|号码)?(尾号|后四位|后4位|末四位|末4位|尾数|最后四位)[^0-9,。!?*]{0,6}(?<tail>[0-9]{4})(?![0-9])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tail();

    [GeneratedRegex(@"(?<![0-9*])(?<tail>[0-9]{4})(结尾|这个手机|的手机|的号码|的电话)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();
}
