
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

    public static async ValueTask<StoredKeys> Read(IShopSession session, string tenant, IReadOnlySet<string> tables)
    {
        var keys = new StoredKeys();
        foreach (var (table, field) in Referred.Where(r => tables.Contains(r.Table)))
        {
            var values = await session.Rows(
                $"SELECT DISTINCT {field} FROM {table} WHERE tenant = @tenant", r => r.GetString(0), ("@tenant", tenant));
            keys._values[(table, field)] = new(values, StringComparer.Ordinal);
        }
        return keys;
    }

    /// <summary>The values of a table's column; none where the table is emptied or replaced.</summary>
    public IReadOnlySet<string> Of(string table, string field) =>
        _values.TryGetValue((table, field), out var values) ? values : new HashSet<string>();
}
