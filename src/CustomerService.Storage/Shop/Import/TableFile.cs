namespace CustomerService.Storage.Shop.Import;

/// <summary>One column of a CSV file.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Kind">What its cells hold.</param>
internal sealed record Column(string Name, CellKind Kind)
{
    /// <summary>The column of the table; the header in snake case where it is not given.</summary>
    public string Field { get; init; } = Snake(Name);

    /// <summary>Whether an empty cell is wrong.</summary>
    public bool Required { get; init; } = true;

    /// <summary>What an empty cell is stored as.</summary>
    public object? Empty { get; init; }

    /// <summary>The files whose ids the cell must be one of; empty for a cell that is no reference.</summary>
    public IReadOnlyList<string> RefersTo { get; init; } = [];

    /// <summary>A word that may stand for a reference.</summary>
    public string? OrWord { get; init; }

    private static string Snake(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>One CSV file and the table it fills.</summary>
/// <param name="Table">The table's name, and the file's without its ending.</param>
/// <param name="Columns">In the order of the documentation.</param>
/// <param name="Key">Columns that no two rows share; empty where rows may repeat.</param>
internal sealed record TableFile(string Table, IReadOnlyList<Column> Columns, IReadOnlyList<string> Key)
{
    /// <summary>The file's name.</summary>
    public string File => Table + ".csv";

    /// <summary>Whether its cells may be of persons: then messages quote none.</summary>
    public bool Personal { get; init; }

    /// <summary>The file and column in which every row here must be named at least once.</summary>
    public (string Table, string Column)? NeededIn { get; init; }

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }
        throw new ArgumentException($"{File} has no column {column}.", nameof(column));
    }
}

/// <summary>A row whose cells could be read.</summary>
/// <param name="Line">Where it begins in its file.</param>
/// <param name="Values">In the order of <see cref="TableFile.Columns"/>.</param>
internal sealed record ParsedRow(int Line, object?[] Values);

/// <summary>The rows of a file that are good so far.</summary>
internal sealed class ParsedTable(TableFile file, IReadOnlyList<ParsedRow> rows, int read)
{
    public TableFile File => file;

    public IReadOnlyList<ParsedRow> Rows { get; private set; } = rows;

    /// <summary>Rows that the file has and the table will not get.</summary>
    public int Refused => read - Rows.Count;

    /// <summary>Keeps the rows that pass.</summary>
    public void Keep(Func<ParsedRow, bool> passes) => Rows = [.. Rows.Where(passes)];

    public IEnumerable<string> Values(string column)
    {
        var index = file.IndexOf(column);
        return Rows.Select(r => r.Values[index]).OfType<string>();
    }
}
