using CsvHelper;

namespace CustomerService.Language.Evaluation;

/// <summary>Rows of TSV (no quoting: a text has no tab) and of CSV (RFC 4180), below a header.</summary>
internal static class DelimitedRows
{
    /// <summary>Lines that begin with # and stand before the header are comments.</summary>
    public static IEnumerable<RawRow> Tabs(IEnumerable<string> lines)
    {
        string[]? header = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || (header is null && line[0] == '#'))
                continue;
            if (header is null)
                header = Names(line.Split('\t'));
            else
                yield return RawRow.Of(number, header, line.Split('\t'));
        }
    }

    public static IEnumerable<RawRow> Commas(string text)
    {
        List<RawRow> broken = [];
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            DetectSeparatorHint = false,
            HasHeader = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = true,
            OnMalformedRecord = record => broken.Add(RawRow.Broken(
                (int)record.LineNumber, "quotes do not match: quote the whole cell, and write a quote in it twice.")),
        });
        string[]? header = null;
        List<RawRow> rows = [];
        while (reader.Read())
        {
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (header is null)
                header = Names(cells);
            else
                rows.Add(RawRow.Of((int)reader.LineNumber, header, cells));
        }
        var bad = broken.Select(b => b.Line).ToHashSet();
        return rows.Where(r => !bad.Contains(r.Line)).Concat(broken).OrderBy(r => r.Line);
    }

    private static string[] Names(string[] cells) => [.. cells.Select(c => c.Trim('\uFEFF', ' ').ToLowerInvariant())];
}
