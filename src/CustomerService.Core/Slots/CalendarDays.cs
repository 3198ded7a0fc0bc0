using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Reckons days from today as shoppers mean them; weeks start on Monday.</summary>
internal static class CalendarDays
{
    /// <summary>下周一, 上周五, 周末; without 上 or 下 the next such day from today on, with 这 the one of this week.</summary>
    public static DateOnly OfWeek(DateOnly today, string week, char day)
    {
        var index = day == '末' ? 5 : day is '天' or '日' ? 6 : ChineseNumber.TryParse([day], out var n) ? (int)n - 1 : 0;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var weeks = week.TrimEnd('个') switch { "上上" => -2, "上" => -1, "下" => 1, "下下" => 2, _ => 0 };
        var date = monday.AddDays(weeks * 7 + index);
        // On a Sunday the weekend is today.
        if (day == '末' && weeks == 0 && today.DayOfWeek == DayOfWeek.Sunday)
            return today;
        return week.Length == 0 && date < today ? date.AddDays(7) : date;
    }

    /// <summary>三天后, 一周前, 两个月后.</summary>
    public static DateOnly Away(DateOnly today, int number, string unit) => unit switch
    {
        "月" => today.AddMonths(number),
        "天" or "日" => today.AddDays(number),
        _ => today.AddDays(7 * number),
    };

    /// <summary>A day of the calendar; without a year the nearest such day, behind or ahead.</summary>
    public static DateOnly? On(DateOnly today, string year, string month, string day)
    {
        if (!Number(month, out var m) || !Number(day, out var d))
            return null;
        if (year.Length > 0)
            return Number(year, out var y) ? Day(y, m, d) : null;
        return Nearest(today, [Day(today.Year - 1, m, d), Day(today.Year, m, d), Day(today.Year + 1, m, d)]);
    }

    /// <summary>5号 of the month said, else of the nearest month.</summary>
    public static DateOnly? OfMonth(DateOnly today, string month, string day)
    {
        if (!Number(day, out var d))
            return null;
        var first = new DateOnly(today.Year, today.Month, 1);
        if (month.Length > 0)
            return InMonth(first.AddMonths(Shift(month)), d);
        return Nearest(today, [InMonth(first.AddMonths(-1), d), InMonth(first, d), InMonth(first.AddMonths(1), d)]);
    }

    /// <summary>The last day of the month said.</summary>
    public static DateOnly EndOfMonth(DateOnly today, string month) =>
        new DateOnly(today.Year, today.Month, 1).AddMonths(Shift(month) + 1).AddDays(-1);

    private static int Shift(string month) => month.Length == 0 ? 0 : month[0] switch { '上' => -1, '下' => 1, _ => 0 };

    private static DateOnly? InMonth(DateOnly first, int day) => Day(first.Year, first.Month, day);

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DateOnly? Nearest(DateOnly today, DateOnly?[] days) =>
        days.Where(d => d is not null).MinBy(d => Math.Abs(d!.Value.DayNumber - today.DayNumber));

    private static bool Number(string text, out int number) => ChineseNumber.TryParseCount(text, out number);
}
