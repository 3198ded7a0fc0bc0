using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>
/// Reads the dates of a shop's files: ISO, as spreadsheets turn them (2026/11/5), or relative to the day of the import.
/// </summary>
internal sealed class ShopDates(DateTimeOffset now, TimeZoneInfo zone)
{
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];

    private static readonly string[] Clocks =
    [
        .. from day in Days
           from time in new[] { " H:mm", " H:mm:ss", "'T'HH:mm", "'T'HH:mm:ss" }
           select day + time,
    ];

    private static readonly string[] WithOffset =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private readonly DateOnly _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>A day: <c>2026-11-05</c>, <c>+7d</c>, <c>-3d</c>.</summary>
    public bool TryDay(string text, out DateOnly day)
    {
        if (text.Length is >= 2 and <= 6 && text[^1] is 'd' or 'D'
            && int.TryParse(
                text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days))
        {
            day = _today.AddDays(days);
            return true;
        }
        return DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is >= 1990 and <= 2200;
    }

    /// <summary>A moment: <c>2026-11-05 14:05</c> and <c>-3d 14:05</c> in the shop's time, or ISO with an offset.</summary>
    public bool TryMoment(string text, out DateTimeOffset moment)
    {
        moment = default;
        if (DateTime.TryParseExact(text, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            if (clock.Year is < 1990 or > 2200)
                return false;
            moment = ShopMoment.Local(clock, zone);
            return true;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (TryDay(space < 0 ? text : text[..space], out var day))
        {
            if (!TimeOnly.TryParseExact(
                    space < 0 ? "00:00" : text[(space + 1)..].Trim(), ["H:mm", "H:mm:ss"],
                    CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return false;
            moment = ShopMoment.Local(day.ToDateTime(time), zone);
            return true;
        }

        if (!DateTimeOffset.TryParseExact(
                text.EndsWith('Z') ? text[..^1] + "+00:00" : text, WithOffset,
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            || read.Year is < 1990 or > 2200)
            return false;
        moment = TimeZoneInfo.ConvertTime(read, zone);
        return true;
    }
}
