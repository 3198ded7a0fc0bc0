using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Turns the rows of one CSV file into values, and reports each row that cannot be.</summary>
internal sealed class TableReader(TableFile table, ShopDates dates, ImportFindings findings)
{
    /// <summary>The good rows; null, with a problem reported, when the file as a whole is of no use.</summary>
    public ParsedTable? Read(string text)
    {
        var rows = CsvRows.Read(table.File, text, findings);
        if (rows.Count == 0)
        {
            findings.Problem(table.File, 0, null, $"the file is empty: its first row is {HeaderRow.Form(table)}");
            return null;
        }
        if (HeaderRow.Places(table, rows[0], findings) is not { } places)
            return null;
        var broken = findings.ProblemsOf(table.File);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var parsed = new List<ParsedRow>(rows.Count);
        foreach (var row in rows.Skip(1))
        {
            if (Parse(row, rows[0].Cells.Length, places) is { } values && IsFirst(row.Line, values, seen))
                parsed.Add(new(row.Line, values));
        }
        return new(table, parsed, rows.Count - 1 + broken);
    }

    private object?[]? Parse(CsvRow row, int width, int[] places)
    {
        // Spreadsheets add empty cells at the end of a row, and leave them out.
        if (row.Cells.Length > width && row.Cells.Skip(width).Any(c => c.Length > 0))
        {
            findings.Problem(table.File, row.Line, null, string.Create(
                CultureInfo.InvariantCulture,
                $"the row has {row.Cells.Length} cells and the header {width}: put a cell that contains a comma in quotes"));
            return null;
        }
        if (places.Where((place, i) => place >= row.Cells.Length && table.Columns[i].Required).Any())
        {
            findings.Problem(table.File, row.Line, null, string.Create(
                CultureInfo.InvariantCulture,
                $"the row has {row.Cells.Length} cells and the header {width}: write the missing cells, empty ones too"));
            return null;
        }

        var values = new object?[places.Length];
        var good = true;
        for (var i = 0; i < places.Length; i++)
        {
            var cell = places[i] >= 0 && places[i] < row.Cells.Length ? row.Cells[places[i]] : "";
            good &= Parse(row.Line, table.Columns[i], cell, out values[i]);
        }
        return good ? values : null;
    }

    private bool Parse(int line, Column column, string cell, out object? value)
    {
        value = column.Empty;
        if (cell.Length == 0)
        {
            if (column.Required)
                findings.Problem(table.File, line, column.Name, $"the cell is empty: write {column.Kind.Form}");
            return !column.Required;
        }
        value = column.Kind.Read(cell, dates);
        if (value is not null)
            return true;
        var instead = table.Personal ? "" : $" instead of '{PlainText.Quote(cell)}'";
        findings.Problem(table.File, line, column.Name, $"write {column.Kind.Form}{instead}");
        return false;
    }

    private bool IsFirst(int line, object?[] values, Dictionary<string, int> seen)
    {
        if (table.Key.Count == 0)
            return true;
        var key = string.Join('\0', table.Key.Select(k => values[table.IndexOf(k)]));
        if (seen.TryAdd(key, line))
            return true;
        findings.Problem(table.File, line, string.Join(',', table.Key), string.Create(
            CultureInfo.InvariantCulture, $"line {seen[key]} has the same value here already: leave one of the two out"));
        return false;
    }
}
