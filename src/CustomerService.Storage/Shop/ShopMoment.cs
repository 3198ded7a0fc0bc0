using System.Globalization;

namespace CustomerService.Storage.Shop;

/// <summary>Days and moments as the tables hold them: ISO text, moments with the offset of the shop's time zone.</summary>
internal static class ShopMoment
{
    private const string Day = "yyyy-MM-dd";

    public static string Format(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static string Format(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static DateOnly ReadDay(string text) => DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);

    /// <summary>A moment in the shop's time; one written without an offset by an operator is meant in it.</summary>
    public static DateTimeOffset ReadMoment(string text, TimeZoneInfo zone)
    {
        var local = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return local.Kind == DateTimeKind.Unspecified
            ? Local(local, zone)
            : TimeZoneInfo.ConvertTime(
                DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), zone);
    }

    /// <summary>The moment of a wall clock in the shop's time zone.</summary>
    public static DateTimeOffset Local(DateTime wallClock, TimeZoneInfo zone) =>
        new(wallClock, zone.GetUtcOffset(wallClock));
}
