using System.Globalization;
using System.Text.Json;

namespace CustomerService.Storage.Shop.Import;

/// <summary>
/// Puts checked rows in the place of a tenant's old ones, inside one write. All SQL here is made of the names in
/// <see cref="TableFiles"/>, which are constants.
/// </summary>
internal static class TableWriter
{
    public static async ValueTask Replace(IShopSession session, string tenant, ParsedTable table)
    {
        await Clear(session, tenant, table.File);
        var (sql, rowsOfSql) = ("", 0);
        foreach (var rows in table.Rows.Chunk(session.Dialect.RowsPerInsert))
        {
            if (rows.Length != rowsOfSql)
                (sql, rowsOfSql) = (Insert(table.File, rows.Length), rows.Length);
            (string, object?)[] values =
            [
                ("@tenant", tenant),
                .. rows.SelectMany((row, r) => row.Values.Select((value, v) => (Parameter(r, v), value))),
            ];
            await session.Execute(sql, values);
        }
    }

    public static ValueTask<int> Clear(IShopSession session, string tenant, TableFile file) =>
        session.Execute($"DELETE FROM {file.Table} WHERE tenant = @tenant", ("@tenant", tenant));

    public static ValueTask<int> Replace(IShopSession session, string tenant, ShopSettings settings) => session.Execute(
        """
        INSERT INTO shop (tenant, settings) VALUES (@tenant, @settings)
        ON CONFLICT (tenant) DO UPDATE SET settings = excluded.settings
        """,
        ("@tenant", tenant), ("@settings", JsonSerializer.Serialize(settings, ShopSettingsJson.Default.ShopSettings)));

    /// <summary>
    /// Removes rows that an import left without what they refer to, and gives their number. Orders stay: they tell
    /// what was bought, also of goods that are gone.
    /// </summary>
    public static async ValueTask<int> RemoveOrphans(IShopSession session, string tenant, TableFile file)
    {
        var removed = 0;
        foreach (var column in file.Columns.Where(c => c.RefersTo.Count > 0 && !file.Personal))
        {
            var gone = column.RefersTo.Select(t => $"{column.Field} NOT IN (SELECT id FROM {t} WHERE tenant = @tenant)");
            removed += await session.Execute(
                $"""
                DELETE FROM {file.Table}
                WHERE tenant = @tenant AND {column.Field} IS DISTINCT FROM @word AND {string.Join(" AND ", gone)}
                """,
                ("@tenant", tenant), ("@word", column.OrWord));
        }
        return removed;
    }

    private static string Insert(TableFile file, int rows)
    {
        var lists = Enumerable.Range(0, rows)
            .Select(r => $"(@tenant, {string.Join(", ", file.Columns.Select((_, v) => Parameter(r, v)))})");
        return $"""
            INSERT INTO {file.Table} (tenant, {string.Join(", ", file.Columns.Select(c => $"\"{c.Field}\""))})
            VALUES {string.Join(", ", lists)}
            """;
    }

    private static string Parameter(int row, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"@r{row}v{value}");
}
