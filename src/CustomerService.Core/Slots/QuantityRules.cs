using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Numbers of pieces: 两件, 3个, 一箱, 买2, 数量5.</summary>
internal static partial class QuantityRules
{
    private static readonly string[] Buying =
        ["买", "要", "来", "拍", "订", "加购", "下单", "加", "补", "再", "再来", "再买", "就", "只", "只要", "共", "一共", "总共", "数量", "给我",
        "了", "改成", "各", "拿"];

    // 这两个, 第三件, 满两件, 哪一个: no number of pieces wanted.
    private static readonly string[] NotBefore =
        ["这", "那", "哪", "第", "每", "满", "另", "上", "下", "前", "后", "同", "某", "任何", "任意", "逐", "其中", "最后", "赠", "送", "."];

    private static readonly string[] NotAfter =
        ["月", "小时", "钟头", "星期", "礼拜", "季", "人", "字", "号", "订单", "单", "问题", "事", "电话", "客服", "地址", "快递", "包裹", "账", "帐",
         "意思", "地方", "工作日", "样", "头", "区", "店", "平台", "码", "多月", "半月", "评", "券", "优惠", "学期", "孩子", "宝宝", "朋友",
         "半价", "档", "图", "链接", "选择", "办法", "方案", "说法", "解释", "理由", "颜色", "尺", "型", "款", "规格", "价", "品", "送", "部分",
         "起", "发票", "服务", "条码", "公司", "官网", "页面", "仓", "接口", "孔", "usb", "多小时", "交易", "补发", "拦截", "网站", "自提"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Counted().Matches(text.Text))
            Add(text, found, match, IsCounted(text, match));
        foreach (Match match in Bought().Matches(text.Text))
            Add(text, found, match, TextEdges.AreWhole(text.Text, match.Index, match.Index + match.Length));
        var core = text.Text.AsSpan(text.CoreStart, text.CoreEnd - text.CoreStart);
        // Alone it may answer "how many?"; a size that the catalogue has is found as such.
        if (core.Length is 1 or 2 && !TextEdges.Follows(text.Text, text.CoreStart, "选") && ChineseNumber.TryParseCount(core, out var count) && count <= 20)
            found.Add(new(SlotNames.Quantity, Text(count), text.CoreStart, text.CoreEnd) { Rank = 2 });
    }

    private static bool IsCounted(SlotText text, Match match)
    {
        var end = match.Index + match.Length;
        if (!SpecRules.IsNumberWhole(text.Text, match.Index) || !TextEdges.AreWhole(text.Text, match.Index, end)
            || TextEdges.Follows(text.Text, match.Index, NotBefore) || TextEdges.Precedes(text.Text, end, NotAfter))
            return false;
        if (!IsPlain(match.Groups["number"].ValueSpan) || (match.Value == "三包" && !TextEdges.Follows(text.Text, match.Index, Buying)))
            return false;
        // 一个 and its like are mostly articles.
        return match.Groups["number"].Value != "一"
            || text.IsWhole(match.Index, end)
            || text.Words.Any(w => w.Slot is SlotNames.Colour or SlotNames.Product && (w.Start == end || w.End == match.Index))
            || ((TextEdges.Follows(text.Text, match.Index, Buying) || match.Index == 0) && OneEnds().IsMatch(text.Text, end));
    }

    // 二三十 is a guess and 一一 a slip.
    private static bool IsPlain(ReadOnlySpan<char> number) =>
        number.Length == 1 || char.IsAsciiDigit(number[0]) || number.IndexOfAny("十百") >= 0;

    private static void Add(SlotText text, List<SlotCandidate> found, Match match, bool isMeant)
    {
        var number = match.Groups["number"];
        if (isMeant && ChineseNumber.TryParseCount(number.ValueSpan, out var count))
            found.Add(new(SlotNames.Quantity, Text(count), match.Index, match.Index + match.Length));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "(?<number>[0-9]{1,4}|[一二两三四五六七八九十百]{1,5}) ?(件|个|箱|双|台|部|盒|瓶|袋|包|条|套|支|罐|只|份|桶|提|把|本|副|组|听)"
        + "|(?<number>俩|仨)(?=$|[^a-z0-9\\u4e00-\\u9fff]|吧|一起|都)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();

    [GeneratedRegex(
        @"((买|拍|来|订|下单)(了)? ?(?<number>[0-9]{1,3}|[二两三四五六七八九十]{1,3})|(购买)?(数量|件数)(是|为|改成"
        + @"|:)? ?(?<number>[0-9]{1,4}))(?=$|[ ,。!?;~]|吧|呢|可以|能|有|是|一起|包邮)(?! ?[0-9a-z])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bought();

    [GeneratedRegex(
        @"\G ?($|[^a-z0-9\u4e00-\u9fff]|吧|呢|了|的|就|可以|能|包邮|发|多少钱|什么时候|试|够|[0-9]{2,3} ?[码号的g])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneEnds();
}
