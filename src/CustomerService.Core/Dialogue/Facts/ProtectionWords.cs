using CustomerService.Core.Slots;
using CustomerService.Core.Text;
using YamlDotNet.Serialization;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// Whether a shopper wants price protection of an order of theirs, or asks for its rules, or for a price. Declared in
/// <c>protection.yaml</c>.
/// </summary>
public sealed class ProtectionWords
{
    private const string FileName = "protection.yaml";

    private readonly FileShape _words;

    private ProtectionWords(FileShape words) => _words = words;

    /// <summary>Those of the file beside the program.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static ProtectionWords LoadShipped() => Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));

    /// <summary>Those that a file holds.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static ProtectionWords Load(string yaml)
    {
        var file = DeclaredFile.Read<FileShape>(FileName, yaml);
        foreach (var (name, words) in file.Lists)
        {
            if (words is not { Count: > 0 } || words.Exists(string.IsNullOrWhiteSpace))
                throw new DeclaredFileException($"{FileName}: '{name}' needs one word at least, and none that is empty.");
        }
        return new(file);
    }

    /// <summary>Whether it is wanted of an order.</summary>
    /// <param name="segment">What was said.</param>
    /// <param name="goesOn">An order or its proof was asked for, for that.</param>
    public bool Ask(Segment segment, bool goesOn)
    {
        if (Has(segment, _words.Elsewhere))
            return false;
        var given = segment.Slot(SlotNames.Order) is not null;
        return Has(segment, _words.About)
            ? goesOn || given || (Has(segment, _words.Own) && !Has(segment, _words.Rules))
            : (goesOn || given) && !Has(segment, _words.Price);
    }

    /// <summary>Whether its rule is asked for.</summary>
    public bool AskTheRule(Segment segment) => !Has(segment, _words.Elsewhere)
        && (Has(segment, _words.Rule) || (Has(segment, _words.Cheaper) && Has(segment, _words.Back)));

    /// <summary>Whether it is to be done for them, and not told.</summary>
    public bool Apply(Segment segment) => Has(segment, _words.Apply);

    private static bool Has(Segment segment, List<string> words) => words.Exists(w => segment.Text.Contains(w, StringComparison.Ordinal));

    private sealed class FileShape
    {
        public List<string> About { get; set; } = [];

        public List<string> Own { get; set; } = [];

        public List<string> Rules { get; set; } = [];

        public List<string> Elsewhere { get; set; } = [];

        public List<string> Price { get; set; } = [];

        public List<string> Rule { get; set; } = [];

        public List<string> Cheaper { get; set; } = [];

        public List<string> Back { get; set; } = [];

        public List<string> Apply { get; set; } = [];

        [YamlIgnore]
        public IEnumerable<(string Name, List<string> Words)> Lists =>
        [
            ("about", About), ("own", Own), ("rules", Rules), ("elsewhere", Elsewhere), ("price", Price), ("rule", Rule),
            ("cheaper", Cheaper), ("back", Back), ("apply", Apply),
        ];
    }
}
