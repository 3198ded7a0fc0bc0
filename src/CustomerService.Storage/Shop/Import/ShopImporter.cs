using CustomerService.Contracts.Conversations;
using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Brings a folder of CSV files and shop.yaml into the tables of a tenant.</summary>
public sealed class ShopImporter
{
    private readonly IShopDatabase _database;
    private readonly ShopVersions _versions;
    private readonly TimeProvider _time;
    private readonly ILogger<ShopImporter> _logger;

    internal ShopImporter(IShopDatabase database, ShopVersions versions, TimeProvider time, ILogger<ShopImporter> logger) =>
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
        var source = new ImportSource(folder, findings);
        if (!source.IsShop)
        {
            findings.Problem(
                folder, 0, null, "there is no such folder, or neither shop.yaml nor a CSV file of a shop in it: see docs/your-shop.md");
            return Report(tenant, null, findings);
        }

        var settings = source.Settings(out var excluded);
        if ((settings ?? await Stored(tenant, cancellationToken)) is not { } rules)
        {
            if (!source.IsWhole)
                findings.Problem(ShopYaml.File, 0, null, "the file is missing, and the shop has no rules from before: add it");
            return Report(tenant, null, findings);
        }

        var (tables, unread) = source.Tables(new(_time.GetUtcNow(), rules.ToPolicy().TimeZone));
        var staying = TableFiles.All.Select(f => f.Table)
            .Where(t => !tables.ContainsKey(t) && (!source.IsWhole || unread.Contains(t))).ToHashSet(StringComparer.Ordinal);
        var keys = await _database.Snapshot(session => StoredKeys.Read(session, tenant, staying), cancellationToken);
        var references = new References(tables, keys, findings);
        references.Check();
        if (settings is not null)
            settings = WithKnownExclusions(settings, references, excluded, findings);
        source.NoteFiles();

        var plan = new ImportPlan(settings, tables, staying);
        foreach (var note in await _database.Write(session => plan.Write(session, tenant), cancellationToken))
            findings.Note(note.File, note.Line, note.Column, note.Message);
        _versions.Forget(tenant);
        return Report(tenant, plan, findings);
    }

    /// <summary>Whether a tenant has a shop in the tables.</summary>
    public async ValueTask<bool> HasShop(string tenant, CancellationToken cancellationToken = default) =>
        await Stored(tenant, cancellationToken) is not null;

    private ValueTask<ShopSettings?> Stored(string tenant, CancellationToken cancellationToken) =>
        _database.Read(session => PolicyBook.Settings(session, tenant), cancellationToken);

    private static ShopSettings WithKnownExclusions(
        ShopSettings settings, References references, ShopYaml.ExcludedLines lines, ImportFindings findings)
    {
        return settings with
        {
            Returns = settings.Returns with { Excluded = Known("returns.excluded", settings.Returns.Excluded, lines.Returns) },
            PriceProtection = settings.PriceProtection is { } protection
                ? protection with { Excluded = Known("priceProtection.excluded", protection.Excluded, lines.PriceProtection) }
                : null,
        };

        IReadOnlyList<string> Known(string key, IReadOnlyList<string> categories, int line)
        {
            foreach (var category in categories.Where(c => !references.Has("categories", c)))
                findings.Problem(ShopYaml.File, line, key, $"'{category}' is not in categories.csv: write the id of a category");
            return [.. categories.Where(c => references.Has("categories", c))];
        }
    }

    private ImportReport Report(string tenant, ImportPlan? plan, ImportFindings findings)
    {
        var report = new ImportReport(tenant, plan is not null, plan?.Files ?? [], findings.Problems, findings.Notes);
        if (_logger.IsEnabled(LogLevel.Information))
            _logger.Imported(tenant, report.Applied, report.Files.Sum(f => f.Rows), report.Problems.Count, report.Notes.Count);
        return report;
    }
}
