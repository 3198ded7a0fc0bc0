namespace CustomerService.Language.Evaluation;

/// <summary>A row of any format before its fields are judged.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Fields">By name in lower case; empty where the row could not be taken apart.</param>
/// <param name="Fault">Why it could not be taken apart.</param>
internal sealed record RawRow(int Line, IReadOnlyDictionary<string, string> Fields, string? Fault = null)
{
    public static RawRow Broken(int line, string fault) => new(line, new Dictionary<string, string>(), fault);

    public static RawRow Of(int line, string[] header, string[] cells)
    {
        if (cells.Length > header.Length)
            return Broken(line, $"{cells.Length} cells, but the header has {header.Length}: {Separators}");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Length; i++)
            fields[header[i]] = cells[i].Trim();
        return new(line, fields);
    }

    private const string Separators = "a text that holds the separator must be quoted (csv) or written without it (tsv).";
}
