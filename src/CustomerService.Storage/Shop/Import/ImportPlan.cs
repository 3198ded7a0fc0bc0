using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>What an import puts into the tables, checked and ready.</summary>
/// <param name="Settings">The rules; null where those from before stay.</param>
/// <param name="Tables">The tables that get new rows, by name.</param>
/// <param name="Staying">The tables that keep their rows; the others are emptied.</param>
internal sealed record ImportPlan(
    ShopSettings? Settings, IReadOnlyDictionary<string, ParsedTable> Tables, IReadOnlySet<string> Staying)
{
    /// <summary>What becomes of each file.</summary>
    public IReadOnlyList<ImportedFile> Files =>
    [
        .. Settings is null ? Array.Empty<ImportedFile>() : [new(ShopYaml.File, 1, 0)],
        .. TableFiles.All.Where(f => Tables.ContainsKey(f.Table))
            .Select(f => new ImportedFile(f.File, Tables[f.Table].Rows.Count, Tables[f.Table].Refused)),
    ];

    /// <summary>Does it, inside one write; gives a note for each table that lost rows.</summary>
    public async ValueTask<IReadOnlyList<ImportFinding>> Write(IShopSession session, string tenant)
    {
        if (session.Dialect.Exclusive is { } exclusive)
            await session.Execute(exclusive, ("@tenant", tenant));
        if (Settings is not null)
            await TableWriter.Replace(session, tenant, Settings);
        var notes = new List<ImportFinding>();
        foreach (var file in TableFiles.All)
        {
            if (Tables.TryGetValue(file.Table, out var table))
                await TableWriter.Replace(session, tenant, table);
            else if (!Staying.Contains(file.Table))
                await TableWriter.Clear(session, tenant, file);
            else if (await TableWriter.RemoveOrphans(session, tenant, file) is > 0 and var count)
                notes.Add(new(file.File, 0, null, Removed(count)));
        }
        return notes;
    }

    private static string Removed(int count) => string.Create(
        CultureInfo.InvariantCulture, $"{count} rows from before were removed: what they referred to is gone");
}
