using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>A day found in a text; the part of the day that its word holds (今晚) or nothing.</summary>
internal readonly record struct DayFound(DateOnly Date, string Period, int Start, int End);

/// <summary>Days by word, weekday, distance or calendar.</summary>
internal static partial class DayRules
{
    private static readonly Dictionary<string, int> Words = new(StringComparer.Ordinal)
    {
        ["大前天"] = -3, ["前天"] = -2, ["昨天"] = -1, ["昨日"] = -1, ["昨"] = -1, ["今天"] = 0, ["今日"] = 0, ["今"] = 0,
        ["明天"] = 1, ["明日"] = 1, ["明"] = 1, ["明后天"] = 1, ["后天"] = 2, ["大后天"] = 3,
    };

    public static IEnumerable<DayFound> Find(SlotText text)
    {
        var today = DateOnly.FromDateTime(text.Now);
        foreach (Match m in Word().Matches(text.Text))
            yield return Found(today.AddDays(Words[m.Groups["day"].Value]), m, m.Groups["part"].Value);
        foreach (Match m in Weekday().Matches(text.Text))
            yield return Found(CalendarDays.OfWeek(today, m.Groups["week"].Value, m.Groups["day"].Value[0]), m);
        foreach (Match m in Distance().Matches(text.Text))
        {
            if (ChineseNumber.TryParseCount(m.Groups["number"].ValueSpan, out var n) && n <= 366)
                yield return Found(CalendarDays.Away(today, m.Groups["way"].Value == "后" ? n : -n, m.Groups["unit"].Value), m);
        }
        foreach (Match m in Calendar().Matches(text.Text))
        {
            if (!IsVersion(text.Text, m) && CalendarDays.On(today, m.Groups["year"].Value, m.Groups["month"].Value, m.Groups["day"].Value) is { } date)
                yield return Found(date, m);
        }
        foreach (Match m in DayOfMonth().Matches(text.Text))
        {
            if (CalendarDays.OfMonth(today, m.Groups["month"].Value, m.Groups["day"].Value) is { } date)
                yield return Found(date, m);
        }
        foreach (Match m in MonthEnd().Matches(text.Text))
            yield return Found(CalendarDays.EndOfMonth(today, m.Groups["month"].Value), m);
    }

    // ios 12.1
    private static bool IsVersion(string text, Match match) =>
        match.ValueSpan.Contains('.') && match.Groups["year"].Length == 0
        && (TextEdges.Follows(text, match.Index, "版本", "系统", "v") || text.AsSpan(0, match.Index).TrimEnd(' ') is [.., >= 'a' and <= 'z']);

    private static DayFound Found(DateOnly date, Match match, string part = "") => new(
        date,
        part switch { "晚" or "晚上" => "晚上", "早" => "早上", "早上" => "早上", "" => "", _ => part },
        match.Index,
        match.Index + match.Length);

    [GeneratedRegex(
        "(?<day>大后天|大前天|明后天|后天|(?<![以之])前天|昨天|昨日|今天|今日|明天|明日)|(?<day>[昨今明])(?<part>晚|早(?!就))(上)?(?![点饭餐])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(
        "(?<week>(上上|上|下下|下|这|本)个?)?(周|星期|礼拜)(?<day>[一二三四五六日天末1-6])(?![年期边到])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weekday();

    [GeneratedRegex(
        "(?<![第0-9.])(?<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}) ?个?(?<unit>天|日|周|星期|礼拜|月) ?(之|以)?(?<way>后|前)(?!的时候会)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Distance();

    // 2026-12-01, 2026年12月1日, 12月1号, 12.1 before a blank or a word that a day takes.
    [GeneratedRegex(
        "(?<![0-9a-z.¥/-])((?<year>20[0-9]{2}) ?[-/.年] ?(?<month>1[0-2]|0?[1-9]) ?[-/.月] ?(?<day>3[01]|[12][0-9]"
        + "|0?[1-9])(?![0-9]) ?[日号]?"
        + "|(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份? ?(?<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?"
        + "|[一二三四五六七八九])(?![0-9十]) ?[日号]?"
        + "|(?<month>1[0-2]|0?[1-9])[./](?<day>3[01]|[12][0-9]|0?[1-9])(?=$|[日号]| ?[,。!?;]| (?![0-9a-z折元块分升斤公寸米])|前"
        + "|后|之前|之后|到|那天|上午|下午|晚上|早上|中午|发|送|下单|买|拍|收)[日号]?)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Calendar();

    [GeneratedRegex(
        "(?<![0-9a-z.第月型店信账编名周代序尺订单楼大小])((?<month>上个?月|下个?月|这个?月|本月) ?)?(?<day>3[01]|[12][0-9]|0?[1-9]|三十一?"
        + "|二?十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?! ?(楼|院|线|店|仓|库|门|机|柜|链接|球|桌|室|栋|座|电池|色|口|码|铺|位|厅|房|胶|箱|铁|车|字|客服|坐席|常"
        + "|元|用|期|内|之内))",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayOfMonth();

    [GeneratedRegex("(?<month>上个?月|下个?月|这个?月|本月)底|(?<![个上下这本0-9一二三四五六七八九十])月底", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthEnd();
}
