using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>Reads rows of the shop's tables.</summary>
internal static class RowReading
{
    /// <summary>All rows of a constant query with the one parameter <c>$tenant</c>.</summary>
    public static List<T> Rows<T>(this SqliteConnection connection, string sql, string tenant, Func<SqliteDataReader, T> row) =>
        connection.Prepared(sql).With("$tenant", tenant).Rows(row);

    /// <summary>All rows of a prepared command.</summary>
    public static List<T> Rows<T>(this SqliteCommand command, Func<SqliteDataReader, T> row)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    public static string? Text(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static IReadOnlyList<string> List(this SqliteDataReader reader, int column) =>
        reader.GetString(column).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Yuan; the column is REAL, whose nearest number of two decimals is the one that was written.</summary>
    public static decimal Money(this SqliteDataReader reader, int column) => Math.Round((decimal)reader.GetDouble(column), 2);

    public static DateOnly? Day(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : ShopMoment.ReadDay(reader.GetString(column));

    public static DateTimeOffset? Moment(this SqliteDataReader reader, int column, TimeZoneInfo zone) =>
        reader.IsDBNull(column) ? null : ShopMoment.ReadMoment(reader.GetString(column), zone);
}
