using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Sums of money in yuan: 199元, ¥199, 一百块, 两块五, 3千, 两百五.</summary>
internal static partial class AmountRules
{
    private static readonly string[] Cues =
        ["预算", "价", "价格", "卖", "花", "花了", "付", "付了", "退", "退我", "退了", "扣", "扣了", "优惠", "降", "降了", "降到", "便宜", "便宜了",
        "减", "涨", "涨了", "才", "差", "差价", "大概", "左右", "约", "是", "到", "要"];

    private static readonly string[] AfterRound =
        ["左右", "以内", "以下", "以上", "之内", "出头", "多", "的价", "价位", "预算", "吧", "的"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in WithUnit().Matches(text.Text))
        {
            if (IsMoney(text.Text, match))
                Add(found, match);
        }
        foreach (Match match in WithSign().Matches(text.Text))
            Add(found, match);
        foreach (Match match in Round().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            if (SpecRules.IsNumberWhole(text.Text, start) && TextEdges.AreWhole(text.Text, start, end)
                && (text.IsWhole(start, end) || TextEdges.Follows(text.Text, start, Cues) || TextEdges.Precedes(text.Text, end, AfterRound)))
                Add(found, match);
        }
    }

    private static bool IsMoney(string text, Match match)
    {
        var (start, end) = (match.Index, match.Index + match.Length);
        if (!TextEdges.AreWhole(text, start, end) || (start > 0 && (text[start - 1] is '.' or '第' or '这' or '那' or '哪' or '几' or '多')))
            return false;
        if (match.Groups["unit"].Value is not "块" || match.Groups["tail"].Success || char.IsAsciiDigit(text[start]))
            return !TextEdges.Precedes(text, end, "素", "旦", "宵", "件");
        // 一块买: together; 两块电池: pieces.
        return match.Groups["number"].Value != "一" && (match.Groups["number"].Length > 1 || NoThing().IsMatch(text, end));
    }

    private static void Add(List<SlotCandidate> found, Match match)
    {
        var number = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!ChineseNumber.TryParse(number, out var value))
            return;
        if (ChineseNumber.TryParse(match.Groups["tail"].ValueSpan, out var tail))
            value += tail / 10;
        found.Add(new(SlotNames.Amount, value.ToString("0.00", CultureInfo.InvariantCulture), match.Index, match.Index + match.Length));
    }

    private const string Number =
        "(?<number>[0-9]{1,3}(,[0-9]{3}){1,2}(\\.[0-9]{1,2})?|[0-9]{1,7}(\\.[0-9]{1,2})?[百千万]?[0-9]?"
        + "|[一二两三四五六七八九十百千万零]{1,9})";

    [GeneratedRegex(
        $"([¥$] ?)?{Number} ?(?<unit>元|块钱|块|圆|rmb|人民币)(?<tail>(?<=块)[1-9五二两三四六七八九](?![0-9.十百千%]|件|个))?(毛|角)?钱?",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithUnit();

    [GeneratedRegex($"[¥] ?{Number}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithSign();

    // 3千, 两百五, 一千二: round sums need no unit where money is plainly meant.
    [GeneratedRegex(
        "(?<number>([0-9]{1,2}(\\.[0-9])?|[一二两三四五六七八九]{1,2})[百千万]([0-9]|[一二两三四五六七八九](百"
        + "|十)?[一二三四五六七八九]?)?)(?! ?[a-z0-9个件米克片毫斤公升人次年天字粒抽位名分瓦块元双箱条只])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Round();

    [GeneratedRegex(@"\G ?($|[^a-z0-9\u4e00-\u9fff]|吧|的|多|左右|行|可|能|呢|吗|便|优|以|了|起)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoThing();
}
