using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Something an operator should look at in a file of the shop.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column or key; null where the row or the file is meant.</param>
/// <param name="Message">What is wrong and what to write instead. Quotes no cell of a file with personal data.</param>
public sealed record ImportFinding(string File, int Line, string? Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{File}{(Line > 0 ? $":{Line}" : "")}{(Column is null ? "" : $" [{Column}]")}: {Message}");
}

/// <summary>What became of one file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">Rows that are in the table now.</param>
/// <param name="Refused">Rows left out, each with a problem.</param>
public sealed record ImportedFile(string File, int Rows, int Refused);

/// <summary>The outcome of an import.</summary>
/// <param name="Tenant">Whose shop it is.</param>
/// <param name="Applied">False when nothing was changed, because the folder or shop.yaml is of no use.</param>
/// <param name="Files">The files that were read, in order.</param>
/// <param name="Problems">Rows and files that were left out.</param>
/// <param name="Notes">What was taken, but may not be meant so.</param>
public sealed record ImportReport(
    string Tenant,
    bool Applied,
    IReadOnlyList<ImportedFile> Files,
    IReadOnlyList<ImportFinding> Problems,
    IReadOnlyList<ImportFinding> Notes)
{
    /// <summary>The report as lines for a terminal.</summary>
    public override string ToString() => string.Join('\n',
    [
        Applied ? $"Imported the shop '{Tenant}'." : $"Nothing was imported for the shop '{Tenant}'.",
        .. Files.Select(f => string.Create(
            CultureInfo.InvariantCulture,
            $"  {f.File,-20} {f.Rows,8} rows{(f.Refused > 0 ? $", {f.Refused} left out" : "")}")),
        .. Problems.Select(p => $"  problem  {p}"),
        .. Notes.Select(n => $"  note     {n}"),
    ]);
}
