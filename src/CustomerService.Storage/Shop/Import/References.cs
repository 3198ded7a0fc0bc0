namespace CustomerService.Storage.Shop.Import;

/// <summary>Refuses rows that refer to what is not there, file after file in the order of <see cref="TableFiles"/>.</summary>
/// <param name="tables">What the folder holds, by table.</param>
/// <param name="stored">What stays of tables that the folder does not replace.</param>
/// <param name="findings">Gets the problems.</param>
internal sealed class References(
    IReadOnlyDictionary<string, ParsedTable> tables,
    StoredKeys stored,
    ImportFindings findings)
{
    private readonly Dictionary<string, IReadOnlySet<string>> _ids = new(StringComparer.Ordinal);

    public void Check()
    {
        if (tables.TryGetValue("categories", out var categories))
            CheckTree(categories);
        if (tables.TryGetValue("warehouses", out var warehouses))
            CheckUnique(warehouses, "name");
        foreach (var file in TableFiles.All)
        {
            if (!tables.TryGetValue(file.Table, out var table))
                continue;
            for (var i = 0; i < file.Columns.Count; i++)
                CheckColumn(table, i);
            if (file.NeededIn is { } needed && !tables.ContainsKey(needed.Table))
                KeepNamed(table, stored.Of(needed.Table, TableFiles.Field(needed)), needed);
            _ids.Remove(file.Table);
            foreach (var needing in TableFiles.All.Where(f => f.NeededIn?.Table == file.Table))
                CheckNeeded(needing, table);
        }
    }

    /// <summary>Whether a table will have a row of this id; final after <see cref="Check"/>.</summary>
    public bool Has(string table, string id) => Ids(table).Contains(id);

    private void CheckColumn(ParsedTable table, int index)
    {
        var column = table.File.Columns[index];
        if (column.RefersTo.Count == 0)
            return;
        table.Keep(row =>
        {
            if (row.Values[index] is not string id || id == column.OrWord || column.RefersTo.Any(t => Has(t, id)))
                return true;
            var what = table.File.Personal ? "the id" : $"'{id}'";
            var files = string.Join(" or ", column.RefersTo.Select(t => t + ".csv"));
            var word = column.OrWord is null ? "" : $", or {column.OrWord}";
            findings.Problem(
                table.File.File, row.Line, column.Name,
                $"{what} is not in {files}: write an id that is there{word}, or mend its row");
            return false;
        });
    }

    /// <summary>A product without a variant cannot be sold, an order without a line has no goods.</summary>
    private void CheckNeeded(TableFile needing, ParsedTable table)
    {
        if (!tables.TryGetValue(needing.Table, out var rows))
            return;
        var needed = needing.NeededIn!.Value;
        KeepNamed(rows, table.Values(needed.Column).ToHashSet(StringComparer.Ordinal), needed);
        _ids.Remove(needing.Table);
    }

    private void KeepNamed(ParsedTable rows, IReadOnlySet<string> named, (string Table, string Column) needed) =>
        rows.Keep(row =>
        {
            var found = named.Contains((string)row.Values[0]!);
            if (!found)
            {
                findings.Problem(
                    rows.File.File, row.Line, "id",
                    $"no row of {needed.Table}.csv names it in its column {needed.Column}: add one");
            }
            return found;
        });

    /// <summary>Keeps what hangs on a top category by parents that are there.</summary>
    private void CheckTree(ParsedTable table)
    {
        var named = table.Values("id").ToHashSet(StringComparer.Ordinal);
        var good = new HashSet<string>(StringComparer.Ordinal);
        int before;
        do
        {
            before = good.Count;
            foreach (var row in table.Rows.Where(r => r.Values[1] is not string parent || good.Contains(parent)))
                good.Add((string)row.Values[0]!);
        }
        while (good.Count > before);
        table.Keep(row =>
        {
            if (good.Contains((string)row.Values[0]!))
                return true;
            findings.Problem(table.File.File, row.Line, "parent", named.Contains((string)row.Values[1]!)
                ? "its parents lead in a circle, or one of them was left out: leave the parent of a top category empty"
                : $"'{row.Values[1]}' is not in categories.csv: write the id of a category, or nothing");
            return false;
        });
    }

    private void CheckUnique(ParsedTable table, string column)
    {
        var index = table.File.IndexOf(column);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        table.Keep(row =>
        {
            if (seen.Add((string)row.Values[index]!))
                return true;
            findings.Problem(table.File.File, row.Line, column, "another row has the same name already: give each its own");
            return false;
        });
    }

    private IReadOnlySet<string> Ids(string table)
    {
        if (!_ids.TryGetValue(table, out var ids))
        {
            ids = tables.TryGetValue(table, out var rows) ? rows.Values("id").ToHashSet(StringComparer.Ordinal) : stored.Of(table, "id");
            _ids[table] = ids;
        }
        return ids;
    }
}
