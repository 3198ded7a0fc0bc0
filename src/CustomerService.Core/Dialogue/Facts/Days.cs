using System.Globalization;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>How days are told to a shopper.</summary>
internal static class Days
{
    /// <summary>今日, 明日, 后天, or 12月1日.</summary>
    public static string Show(DateOnly day, DateTimeOffset now) => (day.DayNumber - Today(now).DayNumber) switch
    {
        0 => "今日",
        1 => "明日",
        2 => "后天",
        _ => day.ToString("M月d日", CultureInfo.InvariantCulture),
    };

    /// <summary>11月15日 09:30.</summary>
    public static string Show(DateTimeOffset at, DateTimeOffset now) =>
        at.ToOffset(now.Offset).ToString("M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day it is.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.DateTime);
}
