using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Reads a time of day from the groups <c>hour</c>, <c>minute</c>, <c>half</c> and <c>quarter</c> of a match.</summary>
internal static class ClockTime
{
    // Without a word for the part of the day, hours up to six are meant in the afternoon: nobody is served at three.
    private const int LastHourMeantLater = 6;

    /// <summary>Minutes after the day's start, up to 24 hours; null when no hour is given or no clock shows it.</summary>
    public static int? Minutes(string period, Match clock)
    {
        if (!clock.Groups["hour"].Success || !ChineseNumber.TryParse(clock.Groups["hour"].ValueSpan, out var said) || said > 24)
            return null;
        var hour = (int)said;
        var isDigital = clock.ValueSpan.Contains(':');
        hour = period switch
        {
            "下午" or "傍晚" when hour < 12 => hour + 12,
            "晚上" or "夜里" or "晚" when hour is >= 5 and <= 12 => hour + 12,
            "中午" when hour < 3 => hour + 12,
            "凌晨" when hour == 12 => 0,
            "" when !isDigital && hour is >= 1 and <= LastHourMeantLater => hour + 12,
            _ => hour,
        };
        var minute = clock.Groups["half"].Success ? 30
            : clock.Groups["quarter"].Success ? (clock.Groups["quarter"].ValueSpan is "一" ? 15 : 45)
            : ChineseNumber.TryParse(clock.Groups["minute"].ValueSpan, out var m) ? (int)m : 0;
        return minute < 60 && hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : null;
    }
}
