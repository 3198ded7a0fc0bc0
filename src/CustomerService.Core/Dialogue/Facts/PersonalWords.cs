using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether a question is about the shopper's own order, or about the rules.</summary>
internal static class PersonalWords
{
    private static readonly string[] Own =
        ["我的", "我买", "我那", "我这", "订单", "单号", "这单", "那单", "到哪", "还没", "还不", "怎么没", "没收到", "没到", "催", "帮我", "给我", "我要", "我想", "不想要", "不要了", "查一下", "查下", "几天了", "昨天", "前天"];

    private static readonly string[] Rules = ["规则", "怎么算", "一般", "支持", "条件", "流程", "怎么申请", "运费谁"];

    private static readonly string[] Shop = ["你们", "包邮", "运费", "邮费", "周末", "节假日", "一般"];

    /// <summary>Wants something done, not told how it is done.</summary>
    public static bool AskToAct(Segment segment) => Contains(segment.Text, ["帮我", "帮忙", "替我"]);

    /// <summary>Asks how the shop does it, not where a parcel is.</summary>
    public static bool AreAboutTheShop(Segment segment) => segment.Slots.Count == 0 && Contains(segment.Text, Shop);

    /// <summary>Says so in words, gives an order or a phone, or answers the question for them.</summary>
    public static bool Are(Segment segment)
    {
        if (segment.Slot(SlotNames.Order) is not null || segment.Slot(SlotNames.Phone) is not null || segment.Slot(SlotNames.Reference) is not null)
            return true;
        if (segment.Text.Contains("我的", StringComparison.Ordinal) || segment.Text.Contains("订单", StringComparison.Ordinal))
            return true;
        return Contains(segment.Text, Own) && !Contains(segment.Text, Rules);
    }

    /// <summary>Asks for the rules in so many words, and names nothing of their own.</summary>
    public static bool AreAboutRules(Segment segment) =>
        !Are(segment) && Contains(segment.Text, [.. Rules, "可以吗", "能不能", "能退", "可以退", "几天", "多久", "退不退", "支不支持", "怎么退", "谁出", "开始算", "无理由"]);

    private static bool Contains(string text, string[] words) => words.Any(w => text.Contains(w, StringComparison.Ordinal));
}
