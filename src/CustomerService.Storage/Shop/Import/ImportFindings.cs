using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Gathers what is found during one import; a file that is wrong throughout is told by its first rows.</summary>
internal sealed class ImportFindings
{
    private const int MostPerFile = 200;

    private readonly List<ImportFinding> _problems = [];
    private readonly List<ImportFinding> _notes = [];
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportFinding> Problems =>
        [.. _problems, .. _count.Where(c => c.Value > MostPerFile).Select(Rest)];

    public IReadOnlyList<ImportFinding> Notes => _notes;

    public void Problem(string file, int line, string? column, string message)
    {
        var count = _count[file] = _count.GetValueOrDefault(file) + 1;
        if (count <= MostPerFile)
            _problems.Add(new(file, line, column, message));
    }

    public void Note(string file, int line, string? column, string message)
    {
        if (_notes.Count < MostPerFile)
            _notes.Add(new(file, line, column, message));
    }

    public int ProblemsOf(string file) => _count.GetValueOrDefault(file);

    private static ImportFinding Rest(KeyValuePair<string, int> file) => new(
        file.Key, 0, null,
        string.Create(CultureInfo.InvariantCulture, $"and {file.Value - MostPerFile} more problems like these"));
}
