using CustomerService.Core.Commerce;

namespace CustomerService.Core.Desk;

/// <summary>A day on which humans keep other hours than the shop's usual ones.</summary>
/// <param name="Day">In the shop's zone.</param>
/// <param name="Name">As shown: 春节.</param>
/// <param name="Start">From when; null where nobody is there all day.</param>
/// <param name="End">Until when; null for midnight.</param>
public sealed record Holiday(DateOnly Day, string Name, TimeOnly? Start, TimeOnly? End);

/// <summary>When humans are on duty.</summary>
public static class HolidayRules
{
    /// <summary>The hours of a day: the holiday's own, else the shop's; and the holiday, where it is one.</summary>
    /// <param name="setting">Has the holidays.</param>
    /// <param name="policy">Has the usual hours.</param>
    /// <param name="day">In the shop's zone.</param>
    public static (TimeOnly? Start, TimeOnly? End, Holiday? Holiday) Hours(DeskSetting setting, ShopPolicy policy, DateOnly day) =>
        setting.Holidays.FirstOrDefault(h => h.Day == day) is { } holiday
            ? (holiday.Start, holiday.End, holiday)
            : (policy.ServiceStart, policy.ServiceEnd, null);

    /// <summary>Whether a time lies within hours.</summary>
    public static bool Within(TimeOnly time, TimeOnly? start, TimeOnly? end) => time >= start && (end is null || time < end);
}
