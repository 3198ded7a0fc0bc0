using System.Text.RegularExpressions;
using CustomerService.Core.Slots;
using CustomerService.Core.Text;

namespace CustomerService.Core.Dialogue;

/// <summary>
/// Goods that are named beside the goods under discussion: what is worn beneath or put into them, comes with them or is
/// bought together with them. "里面穿毛衣要大一码吗" goes on about the coat, "送耳机吗" about the phone.
/// </summary>
internal static partial class Beside
{
    // Enough for every wording below; what stands farther off belongs to another thing.
    private const int Reach = 14;

    /// <summary>The segment without such mentions, where it or the dialogue knows other goods that are meant.</summary>
    /// <param name="segment">As understood.</param>
    /// <param name="holdsProduct">A product is under discussion.</param>
    public static Segment Without(Segment segment, bool holdsProduct)
    {
        if (!segment.Slots.Any(IsGoods))
            return segment;
        var text = TextNormalizer.Normalize(segment.Text);
        var beside = segment.Slots.Where(m => IsGoods(m) && IsBeside(text, m)).ToHashSet();
        return beside.Count > 0 && (holdsProduct || segment.Slots.Any(m => IsGoods(m) && !beside.Contains(m)))
            ? segment with { Slots = [.. segment.Slots.Where(m => !beside.Contains(m))] }
            : segment;
    }

    /// <summary>
    /// Whether a piece of a message only tells what the goods will be worn or used with, and asks nothing: "里面想穿厚毛衣".
    /// </summary>
    public static bool OnlyTells(string text, IReadOnlyList<SlotMention> mentions)
    {
        if (!mentions.Any(IsGoods) || QuestionWords.AreIn(text))
            return false;
        var normal = TextNormalizer.Normalize(text);
        return mentions.Where(IsGoods).All(m => IsBeside(normal, m));
    }

    private static bool IsGoods(SlotMention mention) => mention.Slot is SlotNames.Product or SlotNames.Category;

    private static bool IsBeside(string text, SlotMention mention)
    {
        var end = mention.Start + mention.Length;
        if (end > text.Length)
            return false;
        var before = text.AsSpan(Math.Max(0, mention.Start - Reach), Math.Min(Reach, mention.Start));
        var after = text.AsSpan(end, Math.Min(Reach, text.Length - end));
        return Worn().IsMatch(before) || WornAfter().IsMatch(after)
            || (Given().IsMatch(before) && Asked().IsMatch(after))
            || (With().IsMatch(before) && Together().IsMatch(after));
    }

    // 里面想穿厚毛衣, 外面再套一件羽绒服, 打底的毛衣, 搭配牛仔裤, 放多少洗衣液.
    [GeneratedRegex(
        "((里面|里头|里边|内里|底下|外面|外边|外头|贴身|脚上|头上|上身|下身)[^,。!?; ]{0,5}[穿套加搭垫配戴罩叠放装][^,。!?; ]{0,4}|(内搭|打底|搭配|配上|搭着|配着)(一?[件条双套])?[厚薄长短]?的?|[放加倒兑添](多少|几[杯勺格碗克泵]|几毫升)的?)$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Worn();

    // 穿毛衣打底, 毛衣外面套得下吗
    [GeneratedRegex("^(打底|[做当]?内搭|在里面|外面(再|能|可以)?[穿套罩])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WornAfter();

    // 送耳机吗, 带充电器不, 有没有配手机壳
    [GeneratedRegex("([送赠带配附])(上|有|了|着)?(一?[个副条根只套张双])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Given();

    [GeneratedRegex("^ ?(的)?(吗|么|嘛|不|没|没有|吧|呢)? ?($|[^a-z0-9\\u4e00-\\u9fff])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    // 和耳机一起买
    [GeneratedRegex("[和跟与同][^,。!?; ]{0,4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex With();

    [GeneratedRegex("^(的)?(一起|一块儿?|一道|同时|放一起)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Together();
}
