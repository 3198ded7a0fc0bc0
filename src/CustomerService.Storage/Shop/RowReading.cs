using System.Data.Common;
using System.Globalization;

namespace CustomerService.Storage.Shop;

/// <summary>Reads rows of the shop's tables.</summary>
internal static class RowReading
{
    public static string? Text(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static IReadOnlyList<string> List(this DbDataReader reader, int column) =>
        reader.GetString(column).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Yuan; where the column is REAL, its nearest number of two decimals is the one that was written.</summary>
    public static decimal Money(this DbDataReader reader, int column) =>
        Math.Round(Convert.ToDecimal(reader.GetValue(column), CultureInfo.InvariantCulture), 2);

    public static DateOnly? Day(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : ShopMoment.ReadDay(reader.GetString(column));

    public static DateTimeOffset? Moment(this DbDataReader reader, int column, TimeZoneInfo zone) =>
        reader.IsDBNull(column) ? null : ShopMoment.ReadMoment(reader.GetString(column), zone);
}
