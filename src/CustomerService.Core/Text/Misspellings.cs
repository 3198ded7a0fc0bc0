using System.Collections.Frozen;
using System.Text;

namespace CustomerService.Core.Text;

/// <summary>
/// Slips of keyboard and voice, mended before a message is read. A slip and its word are equally long, so places in the
/// mended text are places in the text as written.
/// </summary>
public sealed class Misspellings
{
    private const string FileName = "misspellings.yaml";

    private readonly FrozenDictionary<char, (string Slip, string Word)[]> _byFirst;

    private Misspellings(IEnumerable<(string Slip, string Word)> slips) => _byFirst = slips
        .GroupBy(s => s.Slip[0])
        .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(s => s.Slip.Length).ToArray());

    /// <summary>Those of the file beside the program.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static Misspellings LoadShipped() => Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));

    /// <summary>Those that a file holds.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static Misspellings Load(string yaml)
    {
        var slips = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, entries) in DeclaredFile.Read<FileShape>(FileName, yaml).Misspellings)
        {
            foreach (var slip in entries)
            {
                if (slip.Length < 2 || slip.Length != word.Length || slip == word)
                    throw new DeclaredFileException($"{FileName}: '{slip}' must have as many characters as '{word}', two at least, and be another word.");
                if (!slips.TryAdd(slip, word))
                    throw new DeclaredFileException($"{FileName}: '{slip}' stands for '{slips[slip]}' and for '{word}'; write it once.");
            }
        }
        return new(slips.Select(s => (s.Key, s.Value)));
    }

    /// <summary>The text with its slips mended, the longest at each place; the same text where it has none.</summary>
    public string Mend(string text)
    {
        StringBuilder? mended = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!_byFirst.TryGetValue(text[i], out var slips))
                continue;
            foreach (var (slip, word) in slips)
            {
                if (string.CompareOrdinal(text, i, slip, 0, slip.Length) != 0)
                    continue;
                mended ??= new(text);
                for (var j = 0; j < word.Length; j++)
                    mended[i + j] = word[j];
                i += slip.Length - 1;
                break;
            }
        }
        return mended?.ToString() ?? text;
    }

    private sealed class FileShape
    {
        public Dictionary<string, List<string>> Misspellings { get; set; } = [];
    }
}
