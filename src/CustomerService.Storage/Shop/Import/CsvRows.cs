using CsvHelper;

namespace CustomerService.Storage.Shop.Import;

/// <summary>One row as it stands in a file.</summary>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Cells">Unquoted and trimmed.</param>
internal sealed record CsvRow(int Line, string[] Cells);

/// <summary>Splits CSV text (RFC 4180) into rows, and goes on behind rows that are broken.</summary>
internal static class CsvRows
{
    /// <summary>The rows that are well formed, the header first; the others are reported.</summary>
    public static IReadOnlyList<CsvRow> Read(string file, string text, ImportFindings findings)
    {
        // A quote that is never closed swallows the rows below it. Then every line is taken as a row, which costs the
        // cells that do have line breaks, and keeps the rest of the file.
        var broken = new Dictionary<long, CsvMalformedReason>();
        var rows = Split(text, lineBreaksInCells: true, broken, out var swallowed);
        if (swallowed)
        {
            broken.Clear();
            rows = Split(text, lineBreaksInCells: false, broken, out _);
        }

        foreach (var (line, reason) in broken.OrderBy(b => b.Key))
        {
            if (reason == CsvMalformedReason.StrayQuote)
                findings.Note(file, (int)line, null, "a quote stands inside a cell without quotes; it was taken as it stands");
            else
                findings.Problem(file, (int)line, null, Explain(reason));
        }
        return [.. rows.Where(r => broken.GetValueOrDefault(r.Line, CsvMalformedReason.StrayQuote) == CsvMalformedReason.StrayQuote)];
    }

    private static List<CsvRow> Split(
        string text, bool lineBreaksInCells, Dictionary<long, CsvMalformedReason> broken, out bool swallowed)
    {
        var lost = false;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            DetectSeparatorHint = false,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = lineBreaksInCells,
            OnMalformedRecord = record =>
            {
                broken[record.LineNumber] = record.Reason;
                lost |= record.Reason == CsvMalformedReason.UnterminatedQuote || record.RawRecord.AsSpan().IndexOfAny('\n', '\r') >= 0;
            },
        });
        var rows = new List<CsvRow>();
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i).Trim();
            if (Array.Exists(cells, c => c.Length > 0))
                rows.Add(new((int)reader.LineNumber, cells));
        }
        swallowed = lost;
        return rows;
    }

    private static string Explain(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.TextAfterClosingQuote =>
            "text follows a closing quote: put the whole cell in quotes and write a quote inside it twice (\"\")",
        _ => "a quote is opened and not closed in this line: close it, and write a quote inside a cell twice (\"\")",
    };
}
