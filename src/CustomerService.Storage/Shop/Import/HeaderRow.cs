namespace CustomerService.Storage.Shop.Import;

/// <summary>Finds the columns of a file in its first row.</summary>
internal static class HeaderRow
{
    /// <summary>The row as it should be.</summary>
    public static string Form(TableFile table) => string.Join(',', table.Columns.Select(c => c.Name));

    /// <summary>
    /// The place of each column in the file, -1 for an optional one that is missing; null, with a problem reported,
    /// when a needed one is missing.
    /// </summary>
    public static int[]? Places(TableFile table, CsvRow header, ImportFindings findings)
    {
        var names = header.Cells;
        for (var i = 0; i < names.Length; i++)
        {
            var known = table.Columns.Any(c => Same(c.Name, names[i]));
            if (!known && names[i].Length > 0)
            {
                findings.Note(
                    table.File, header.Line, PlainText.Quote(names[i]),
                    $"the column is not known and was not read; known are {Form(table)}");
            }
            if (known && Array.FindIndex(names, n => Same(n, names[i])) < i)
            {
                findings.Problem(table.File, header.Line, PlainText.Quote(names[i]), "the column stands twice: leave one out");
                return null;
            }
        }

        var places = table.Columns.Select(c => Array.FindIndex(names, n => Same(n, c.Name))).ToArray();
        var missing = table.Columns.Where((c, i) => places[i] < 0).ToList();
        foreach (var column in missing.Where(c => !c.Required))
            findings.Note(table.File, header.Line, column.Name, "the column is missing and was taken as empty");
        if (!missing.Exists(c => c.Required))
            return places;
        findings.Problem(
            table.File, header.Line, string.Join(',', missing.Where(c => c.Required).Select(c => c.Name)),
            $"the first row lacks the column; write it as {Form(table)}, separated by commas");
        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
