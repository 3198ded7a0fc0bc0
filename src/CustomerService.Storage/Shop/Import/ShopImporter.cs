using CustomerService.Contracts.Conversations;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Brings a folder of CSV files and shop.yaml into the tables of a tenant.</summary>
public sealed class ShopImporter
{
    private static readonly string[] Updates = [.. TableFiles.All.Select(f => f.File)];

    private readonly SqliteDatabase _database;
    private readonly ShopVersions _versions;
    private readonly TimeProvider _time;
    private readonly ILogger<ShopImporter> _logger;

    internal ShopImporter(SqliteDatabase database, ShopVersions versions, TimeProvider time, ILogger<ShopImporter> logger) =>
        (_database, _versions, _time, _logger) = (database, versions, time, logger);

    /// <summary>
    /// Imports a folder, all in one transaction. A folder with shop.yaml is a whole shop: it takes the place of all
    /// that the tenant had. One without is an update: it takes the place of the tables whose files it holds. A wrong
    /// row is left out and told in the report; a file that is of no use as a whole leaves its table as it was.
    /// </summary>
    /// <exception cref="ArgumentException">The tenant is not a name.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be written; nothing was changed.</exception>
    public async Task<ImportReport> ImportFolder(string tenant, string folder, CancellationToken cancellationToken = default)
    {
        if (!ConversationId.IsName(tenant))
            throw new ArgumentException("A tenant is 1 to 32 characters of a-z, 0-9 and -.", nameof(tenant));
        var findings = new ImportFindings();
        var files = Files(folder);
        if (!files.ContainsKey(ShopYaml.File) && !Updates.Any(files.ContainsKey))
        {
            findings.Problem(
                folder, 0, null, "there is no such folder, or neither shop.yaml nor a CSV file of a shop in it: see docs/your-shop.md");
            return Report(tenant, false, [], findings);
        }

        var stored = await Settings(tenant, cancellationToken);
        var settings = Settings(files, findings, out var excludedLine);
        if ((settings ?? stored) is not { } rules)
        {
            if (!files.ContainsKey(ShopYaml.File))
                findings.Problem(ShopYaml.File, 0, null, "the file is missing, and the shop has no rules from before: add it");
            return Report(tenant, false, [], findings);
        }

        var whole = files.ContainsKey(ShopYaml.File);
        var read = Tables(files, new(_time.GetUtcNow(), rules.ToPolicy().TimeZone), findings, out var unread);
        var staying = TableFiles.All.Select(f => f.Table)
            .Where(t => !read.ContainsKey(t) && (!whole || unread.Contains(t))).ToHashSet(StringComparer.Ordinal);
        var keys = await _database.Read(c => StoredKeys.Read(c, tenant, staying), cancellationToken);
        var references = new References(read, keys, findings);
        references.Check();
        if (settings is not null)
            settings = WithKnownExclusions(settings, references, excludedLine, findings);
        Complain(files, whole, findings);

        var orphans = await _database.Write(
            (connection, _) => Write(connection, tenant, settings, read, staying), cancellationToken);
        foreach (var (table, count) in orphans)
            findings.Note(table, 0, null, $"{count} rows from before were removed: what they referred to is gone");
        _versions.Forget(tenant);
        return Report(tenant, true, [.. Imported(settings, read)], findings);
    }

    /// <summary>Whether a tenant has a shop in the tables.</summary>
    public async ValueTask<bool> HasShop(string tenant, CancellationToken cancellationToken = default) =>
        await Settings(tenant, cancellationToken) is not null;

    private static Dictionary<string, string> Files(string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                files.TryAdd(Path.GetFileName(path), path);
        }
        return files;
    }

    private static ShopSettings? Settings(Dictionary<string, string> files, ImportFindings findings, out int excludedLine)
    {
        excludedLine = 0;
        return files.TryGetValue(ShopYaml.File, out var path) && TextFile.Read(path, findings) is { } text
            ? ShopYaml.Read(text, findings, out excludedLine)
            : null;
    }

    private ValueTask<ShopSettings?> Settings(string tenant, CancellationToken cancellationToken) =>
        _database.Read(connection => PolicyBook.Settings(connection, tenant), cancellationToken);

    private static Dictionary<string, ParsedTable> Tables(
        Dictionary<string, string> files, ShopDates dates, ImportFindings findings, out HashSet<string> unread)
    {
        var tables = new Dictionary<string, ParsedTable>(StringComparer.Ordinal);
        unread = new(StringComparer.Ordinal);
        foreach (var file in TableFiles.All)
        {
            if (!files.TryGetValue(file.File, out var path))
                continue;
            if (TextFile.Read(path, findings) is { } text && new TableReader(file, dates, findings).Read(text) is { } table)
                tables[file.Table] = table;
            else
                unread.Add(file.Table);
        }
        return tables;
    }

    private static ShopSettings WithKnownExclusions(
        ShopSettings settings, References references, int line, ImportFindings findings)
    {
        var unknown = settings.Returns.Excluded.Where(c => !references.Has("categories", c)).ToList();
        foreach (var category in unknown)
            findings.Problem(ShopYaml.File, line, "returns.excluded", $"'{category}' is not in categories.csv: write the id of a category");
        return settings with
        {
            Returns = settings.Returns with { Excluded = [.. settings.Returns.Excluded.Except(unknown, StringComparer.Ordinal)] },
        };
    }

    private static void Complain(Dictionary<string, string> files, bool whole, ImportFindings findings)
    {
        foreach (var file in TableFiles.All.Where(f => whole && !files.ContainsKey(f.File)))
            findings.Note(file.File, 0, null, "the file is missing: the shop has none of this");
        foreach (var file in files.Keys.Where(f => Path.GetExtension(f) is ".csv" or ".CSV"
                     && !Updates.Contains(f, StringComparer.OrdinalIgnoreCase)))
            findings.Note(file, 0, null, "the file is not known and was not read");
    }

    private static List<(string File, int Count)> Write(
        SqliteConnection connection, string tenant, ShopSettings? settings, Dictionary<string, ParsedTable> tables,
        HashSet<string> staying)
    {
        if (settings is not null)
            TableWriter.Replace(connection, tenant, settings);
        var orphans = new List<(string, int)>();
        foreach (var file in TableFiles.All)
        {
            if (tables.TryGetValue(file.Table, out var table))
                TableWriter.Replace(connection, tenant, table);
            else if (!staying.Contains(file.Table))
                TableWriter.Clear(connection, tenant, file);
            else if (TableWriter.RemoveOrphans(connection, tenant, file) is > 0 and var count)
                orphans.Add((file.File, count));
        }
        return orphans;
    }

    private static IEnumerable<ImportedFile> Imported(ShopSettings? settings, Dictionary<string, ParsedTable> tables)
    {
        if (settings is not null)
            yield return new(ShopYaml.File, 1, 0);
        foreach (var file in TableFiles.All)
        {
            if (tables.TryGetValue(file.Table, out var table))
                yield return new(file.File, table.Rows.Count, table.Refused);
        }
    }

    private ImportReport Report(string tenant, bool applied, IReadOnlyList<ImportedFile> files, ImportFindings findings)
    {
        var report = new ImportReport(tenant, applied, files, findings.Problems, findings.Notes);
        if (_logger.IsEnabled(LogLevel.Information))
            _logger.Imported(tenant, applied, files.Sum(f => f.Rows), report.Problems.Count, report.Notes.Count);
        return report;
    }
}
