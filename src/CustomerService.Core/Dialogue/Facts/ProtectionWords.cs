using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether a shopper wants price protection of an order of theirs, or asks for its rules, or for a price.</summary>
internal static class ProtectionWords
{
    private static readonly string[] Protection =
    [
        "价保", "保价", "价格保护", "差价", "补差", "退差", "差的钱", "降价", "降了", "跌价", "掉价", "便宜了", "买贵", "买亏", "符合",
    ];

    // Of what was bought: "这款最近降价了吗" is about goods.
    private static readonly string[] Own =
    [
        "我的", "我买", "我那", "这单", "那单", "这笔", "订单", "帮我", "刚买", "才买", "买完", "买了", "买的", "买贵", "买亏", "买早",
        "下的单", "下单", "刚收到", "才收到", "收到就", "到手",
    ];

    private static readonly string[] Rules =
    [
        "要是", "如果", "假如", "万一", "规则", "哪些", "怎么申请", "如何申请", "哪里", "在哪", "哪儿", "入口", "按钮", "步骤", "流程", "条件",
        "支持", "支不支持", "一般", "多少天", "几天内", "多久内", "保多久", "多长", "价保期", "被拒", "没通过", "不通过", "秒杀", "拼团", "券", "赠品", "会员",
    ];

    // Of another shop's price a rule tells, and no order.
    private static readonly string[] Elsewhere =
        ["别家", "别的平台", "别的店", "其他平台", "其它平台", "别的网站", "别处", "隔壁", "京东", "淘宝", "天猫", "拼多多", "抖音"];

    private static readonly string[] Price = ["多少钱", "什么价", "啥价", "怎么卖", "咋卖", "几块"];

    /// <summary>Whether it is wanted of an order.</summary>
    /// <param name="segment">What was said.</param>
    /// <param name="goesOn">An order or its proof was asked for, for that.</param>
    public static bool Ask(Segment segment, bool goesOn)
    {
        if (Has(segment, Elsewhere))
            return false;
        var given = segment.Slot(SlotNames.Order) is not null;
        return Has(segment, Protection)
            ? goesOn || given || (Has(segment, Own) && !Has(segment, Rules))
            : (goesOn || given) && !Has(segment, Price);
    }

    /// <summary>Whether its rule is asked for: "差价多少" and "最近降价了吗" ask for prices.</summary>
    public static bool AskTheRule(Segment segment) => !Has(segment, Elsewhere)
        && (Has(segment, ["价保", "保价", "价格保护", "退差", "补差"])
            || (Has(segment, ["降价", "降了", "差价", "便宜了"]) && Has(segment, ["退", "补"])));

    /// <summary>Whether it is to be done for them, and not told.</summary>
    public static bool Apply(Segment segment) =>
        Has(segment, ["帮我申请", "帮我直接申请", "替我申请", "给我申请", "帮忙申请", "帮我办", "替我办", "帮我弄", "帮我退", "直接退"]);

    private static bool Has(Segment segment, string[] words) => words.Any(w => segment.Text.Contains(w, StringComparison.Ordinal));
}
