using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Whom a present is for: 送妈妈, 给我老公买个礼物, or the bare word as an answer.</summary>
internal static partial class RecipientRules
{
    // Longest first: 丈母娘 holds 母, 男朋友 holds 朋友.
    private static readonly (string Value, string[] Words)[] People =
    [
        ("妈妈", ["丈母娘", "老妈", "妈妈", "母亲", "岳母", "婆婆", "妈"]),
        ("爸爸", ["老丈人", "老爸", "爸爸", "父亲", "岳父", "公公", "爸"]),
        ("女友", ["女朋友", "未婚妻", "女友", "老婆", "媳妇", "妻子", "对象", "闺蜜"]),
        ("男友", ["男朋友", "未婚夫", "男友", "老公", "丈夫"]),
        ("长辈", ["爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "老人", "长辈", "爸妈", "父母"]),
        ("孩子", ["孩子", "小孩", "小朋友", "宝宝", "女儿", "儿子", "侄女", "侄子", "外甥女", "外甥"]),
        ("老师", ["老师", "导师"]),
        ("客户", ["客户", "领导", "老板", "甲方"]),
        ("同事", ["同事"]),
        ("朋友", ["朋友", "同学", "室友", "兄弟", "姐妹"]),
    ];

    private static readonly Dictionary<string, string> ByWord =
        People.SelectMany(p => p.Words.Select(w => (w, p.Value))).ToDictionary(p => p.w, p => p.Value, StringComparer.Ordinal);

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        // 宝宝 in "宝宝奶粉" and 妈 in "宝妈" say nothing of a present.
        var giving = Giving().IsMatch(text.Text);
        foreach (Match match in Person().Matches(text.Text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            if ((giving || Whole().IsMatch(text.Text)) && text.Words.All(w => w.End <= start || w.Start >= end))
                found.Add(new(SlotNames.Recipient, ByWord[match.Value], start, end));
        }
    }

    [GeneratedRegex("送|礼|贺卡|祝寿|孝敬|生日|过寿|表示心意", RegexOptions.None, 1000)]
    private static partial Regex Giving();

    [GeneratedRegex("^(给|送|是|就|我|的|呀|啊|吧|,|。| |[0-9一二三四五六七八九十多岁]|丈母娘|老妈|妈妈|母亲|岳母|婆婆|妈|老丈人|老爸|爸爸|父亲|岳父|公公|爸"
        + "|女朋友|未婚妻|女友|老婆|媳妇|妻子|对象|闺蜜|男朋友|男友|老公|丈夫|爷爷|奶奶|外公|外婆|姥姥|姥爷|老人|长辈|父母|孩子|小孩|女儿|儿子|老师|导师|客户|领导|老板|同事|朋友|同学)+$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("丈母娘|老妈|妈妈|母亲|岳母|婆婆|(?<!宝|大|干)妈(?!咪|妈)|老丈人|老爸|爸爸|父亲|岳父|公公|(?<!老)爸(?!爸|妈)|爸妈|父母"
        + "|女朋友|未婚妻|女友|老婆|媳妇|妻子|对象|闺蜜|男朋友|未婚夫|男友|老公|丈夫|爷爷|奶奶|外公|外婆|姥姥|姥爷|老人|长辈"
        + "|小孩|小朋友|孩子|宝宝|女儿|儿子|侄女|侄子|外甥女|外甥|老师|导师|客户|领导|老板|甲方|同事|(?<![男女])朋友|同学|室友|兄弟|姐妹",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Person();
}
