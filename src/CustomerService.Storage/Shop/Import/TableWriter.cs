using System.Text.Json;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop.Import;

#pragma warning disable CA2100 // All SQL here is made of the names in TableFiles, which are constants.

/// <summary>Puts checked rows in the place of a tenant's old ones, inside one write.</summary>
internal static class TableWriter
{
    public static void Replace(SqliteConnection connection, string tenant, ParsedTable table)
    {
        Clear(connection, tenant, table.File);
        var fields = table.File.Columns.Select(c => c.Field).ToList();
        var insert = connection.Prepared($"""
            INSERT INTO {table.File.Table} (tenant, {string.Join(", ", fields)})
            VALUES ($tenant, {string.Join(", ", fields.Select(f => "$" + f))})
            """);
        insert.With("$tenant", tenant);
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < fields.Count; i++)
                insert.With("$" + fields[i], row.Values[i]);
            insert.ExecuteNonQuery();
        }
    }

    public static void Clear(SqliteConnection connection, string tenant, TableFile file) =>
        connection.Prepared($"DELETE FROM {file.Table} WHERE tenant = $tenant").With("$tenant", tenant).ExecuteNonQuery();

    public static void Replace(SqliteConnection connection, string tenant, ShopSettings settings) => connection
        .Prepared("""
            INSERT INTO shop (tenant, settings) VALUES ($tenant, $settings)
            ON CONFLICT (tenant) DO UPDATE SET settings = excluded.settings
            """)
        .With("$tenant", tenant)
        .With("$settings", JsonSerializer.Serialize(settings, ShopSettingsJson.Default.ShopSettings))
        .ExecuteNonQuery();

    /// <summary>
    /// Removes rows that an import left without what they refer to, and gives their number. Orders stay: they tell
    /// what was bought, also of goods that are gone.
    /// </summary>
    public static int RemoveOrphans(SqliteConnection connection, string tenant, TableFile file)
    {
        var removed = 0;
        foreach (var column in file.Columns.Where(c => c.RefersTo.Count > 0 && !file.Personal))
        {
            var gone = column.RefersTo.Select(t => $"{column.Field} NOT IN (SELECT id FROM {t} WHERE tenant = $tenant)");
            removed += connection
                .Prepared($"""
                    DELETE FROM {file.Table}
                    WHERE tenant = $tenant AND {column.Field} IS NOT $word AND {string.Join(" AND ", gone)}
                    """)
                .With("$tenant", tenant).With("$word", column.OrWord)
                .ExecuteNonQuery();
        }
        return removed;
    }
}
