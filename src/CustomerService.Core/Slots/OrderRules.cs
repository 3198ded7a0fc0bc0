using System.Text.RegularExpressions;
using CustomerService.Core.Privacy;

namespace CustomerService.Core.Slots;

/// <summary>Order numbers: 12 to 20 digits that start with 20, or any such number after 订单号.</summary>
internal static partial class OrderRules
{
    private static readonly string[] Other = ["快递", "运", "物流", "服务", "退货", "退款", "发票", "工"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Digits().Matches(text.Text))
            Add(found, match.Index, match.Length, match.Value, isNamed: false);
        foreach (Match match in Grouped().Matches(text.Text))
            Add(found, match.Index, match.Length, Bare(match.Value), isNamed: false);
        foreach (Match match in Named().Matches(text.Text))
        {
            if (!TextEdges.Follows(text.Text, match.Index, Other))
                Add(found, match.Index, match.Length, Bare(match.Groups["digits"].Value), isNamed: true);
        }
    }

    private static void Add(List<SlotCandidate> found, int start, int length, string digits, bool isNamed)
    {
        if (digits.Length is >= 12 and <= 20 && (isNamed || OrderNumbers.IsOrder(digits)))
            found.Add(new(SlotNames.Order, digits, start, start + length));
    }

    private static string Bare(string digits) =>
        digits.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex("(?<![0-9a-z*])[0-9]{12,20}(?![0-9*])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(
        "(?<![0-9a-z*])(?!20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))20[0-9]{0,6}([ -][0-9]{2,8}){1,6}(?![0-9*])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(
        "(订单(编号|号码|号)?|单号)[^0-9a-z,。!?*]{0,4}(?<digits>[0-9]{2,20}([ -][0-9]{2,10}){0,6})(?![0-9*])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
