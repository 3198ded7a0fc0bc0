using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Words that point: 这款, 同款, 刚才那个, 第二个, 最后一个.</summary>
internal static partial class ReferenceRules
{
    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in This().Matches(text.Text))
            Add(found, "this", match);
        foreach (Match match in Same().Matches(text.Text))
            Add(found, "same", match);
        foreach (Match match in Previous().Matches(text.Text))
            Add(found, "previous", match);
        foreach (Match match in Last().Matches(text.Text))
            Add(found, "-1", match);
        foreach (Match match in First().Matches(text.Text))
            Add(found, "1", match);
        foreach (Match match in Ordinal().Matches(text.Text))
        {
            if (ChineseNumber.TryParseCount(match.Groups["number"].ValueSpan, out var place) && place <= 20)
                Add(found, place.ToString(CultureInfo.InvariantCulture), match);
        }
    }

    private static void Add(List<SlotCandidate> found, string value, Match match) =>
        found.Add(new(SlotNames.Reference, value, match.Index, match.Index + match.Length));

    // What a shopper can point at; 这个月, 这个问题 and 这个订单 are none of the goods.
    private const string Thing = "(款|个|件|台|部|双|条|种|支|盒|罐|瓶|套|只|箱|包|袋|本|把|张)";

    private const string NoGoods =
        "(?! ?(月|星期|周|礼拜|季|问题|地址|订单|单|号|电话|时间|时候|价|活动|优惠|快递|客服|意思|情况|链接|钱|事|人|店|态度|发票|账|券|点|功能|网|平台|页面|办法|方法|步骤"
        + "|选项|按钮|结果|原因|说法|年|学|日))";

    [GeneratedRegex(
        $"(?<![像在])[这此]{Thing}{NoGoods}|(?<!应)该(款|个|件|台|商品|产品){NoGoods}|[这此](商品|产品|宝贝|东西)|(?<!其)它(?!们)|^这(?=多少钱|还有"
        + $"|有货|有没有|有现货|怎么卖)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex This();

    [GeneratedRegex(
        "同款|同样的|(?<![不两])一样的(?! ?(吗|么|嘛|价|质|问|情|事|$))|(?<=要|买|来|拿|换)一样的|一模一样的|还是[那这]个" + NoGoods + "|老样子|(跟|和)上次一样的?",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Same();

    [GeneratedRegex(
        $"(刚才|刚刚|刚|之前|前面|上面|上次|方才)(说|看|提到|问|聊|推荐|讲|选|买)?过?的?[那这]{Thing}{NoGoods}|(刚才|刚刚|之前|前面|上面)(说|看|提到|问|聊|推荐"
        + $"|讲)过?的(?!{Thing})(?!(话|时候|时间|是))|(?<![以晚早线网])上一?(款|个){NoGoods}(?!半)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Previous();

    [GeneratedRegex(
        $"最后(一|那|面那)?{Thing}{NoGoods}|后者|后(一|面那){Thing}{NoGoods}|后面那{Thing}",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Last();

    [GeneratedRegex($"前者|(?<![之以])前(一|面那){Thing}{NoGoods}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex First();

    [GeneratedRegex(
        $"第 ?(?<number>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}}) ?{Thing}{NoGoods}(?! ?(半价|[0-9]+折|免|立减|减|打|送|享))"
        + $"|选 ?(?<number>[1-9])(?=$|[ ,。!]|吧|号(?!码))",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinal();
}
