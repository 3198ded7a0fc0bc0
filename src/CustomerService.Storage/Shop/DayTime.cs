using System.Globalization;

namespace CustomerService.Storage.Shop;

/// <summary>Times of day as a shop writes them: <c>08:00</c> to <c>24:00</c>.</summary>
internal static class DayTime
{
    /// <summary>Reads <c>HH:mm</c>; <c>24:00</c>, the end of the day, gives null.</summary>
    public static bool TryParse(string? text, out TimeOnly? time)
    {
        time = null;
        if (text == "24:00")
            return true;
        if (!TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        time = read;
        return true;
    }

    /// <summary>The time as it is stored.</summary>
    public static string Format(TimeOnly? time) =>
        time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "24:00";
}
