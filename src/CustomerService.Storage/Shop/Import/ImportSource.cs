namespace CustomerService.Storage.Shop.Import;

/// <summary>The files of a folder that are of a shop.</summary>
internal sealed class ImportSource
{
    private static readonly string[] Csv = [.. TableFiles.All.Select(f => f.File)];

    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImportFindings _findings;

    public ImportSource(string folder, ImportFindings findings)
    {
        _findings = findings;
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            _files.TryAdd(Path.GetFileName(path), path);
    }

    /// <summary>Whether there is anything to import.</summary>
    public bool IsShop => IsWhole || Csv.Any(_files.ContainsKey);

    /// <summary>Whether the folder stands for all that the shop has, or for an update.</summary>
    public bool IsWhole => _files.ContainsKey(ShopYaml.File);

    /// <summary>The rules; null where there are none or something in them is wrong.</summary>
    public ShopSettings? Settings(out ShopYaml.ExcludedLines excluded)
    {
        excluded = default;
        return _files.TryGetValue(ShopYaml.File, out var path) && TextFile.Read(path, _findings) is { } text
            ? ShopYaml.Read(text, _findings, out excluded)
            : null;
    }

    /// <summary>The tables by name, and those whose file is of no use as a whole.</summary>
    public (Dictionary<string, ParsedTable> Tables, HashSet<string> Unread) Tables(ShopDates dates)
    {
        var tables = new Dictionary<string, ParsedTable>(StringComparer.Ordinal);
        var unread = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in TableFiles.All)
        {
            if (!_files.TryGetValue(file.File, out var path))
                continue;
            if (TextFile.Read(path, _findings) is { } text && new TableReader(file, dates, _findings).Read(text) is { } table)
                tables[file.Table] = table;
            else
                unread.Add(file.Table);
        }
        return (tables, unread);
    }

    /// <summary>Notes files that one might miss, or think to have been read.</summary>
    public void NoteFiles()
    {
        foreach (var file in Csv.Where(f => IsWhole && !_files.ContainsKey(f)))
            _findings.Note(file, 0, null, "the file is missing: the shop has none of this");
        foreach (var file in _files.Keys.Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                     && !Csv.Contains(f, StringComparer.OrdinalIgnoreCase)))
            _findings.Note(file, 0, null, "the file is not known and was not read");
    }
}
