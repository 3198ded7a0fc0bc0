using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop.Import;

/// <summary>What rows of an import may refer to in the tables that it leaves as they are.</summary>
internal sealed class StoredKeys
{
    private static readonly (string Table, string Field)[] Referred =
    [
        .. TableFiles.All.SelectMany(f => f.Columns).SelectMany(c => c.RefersTo).Distinct(StringComparer.Ordinal)
            .Select(t => (t, "id")),
        .. TableFiles.All.Select(f => f.NeededIn).OfType<(string Table, string Column)>()
            .Select(n => (n.Table, TableFiles.Field(n))),
    ];

    private readonly Dictionary<(string Table, string Field), HashSet<string>> _values = [];

    public static StoredKeys Read(SqliteConnection connection, string tenant, IReadOnlySet<string> tables)
    {
        var keys = new StoredKeys();
        foreach (var (table, field) in Referred.Where(r => tables.Contains(r.Table)))
        {
#pragma warning disable CA2100 // Names of TableFiles, which are constants.
            using var reader = connection.Prepared($"SELECT DISTINCT {field} FROM {table} WHERE tenant = $tenant")
                .With("$tenant", tenant).ExecuteReader();
#pragma warning restore CA2100
            var values = keys._values[(table, field)] = new(StringComparer.Ordinal);
            while (reader.Read())
                values.Add(reader.GetString(0));
        }
        return keys;
    }

    /// <summary>The values of a table's column; none where the table is emptied or replaced.</summary>
    public IReadOnlySet<string> Of(string table, string field) =>
        _values.TryGetValue((table, field), out var values) ? values : new HashSet<string>();
}
