using System.Collections.Frozen;

namespace CustomerService.Core.Text;

/// <summary>
/// Characters that keyboards, voice and haste put for each other: of one sound (护 and 户; tones, zh and z, ng and n aside), or
/// written by the same part (红 and 工). Of the 6,763 characters of GB 2312; from Unicode's data, see alike.txt.
/// </summary>
public static class AlikeCharacters
{
    private static readonly FrozenDictionary<char, int[]> Groups = Load();

    /// <summary>Whether one is easily written for the other; false for the same character. Costs two look-ups.</summary>
    public static bool Are(char one, char other)
    {
        if (one == other || !Groups.TryGetValue(one, out var first) || !Groups.TryGetValue(other, out var second))
            return false;
        foreach (var group in first)
        {
            if (Array.IndexOf(second, group) >= 0)
                return true;
        }
        return false;
    }

    private static FrozenDictionary<char, int[]> Load()
    {
        using var stream = typeof(AlikeCharacters).Assembly.GetManifestResourceStream("alike.txt")!;
        using var reader = new StreamReader(stream);
        var groups = new Dictionary<char, List<int>>();
        for (var line = 0; reader.ReadLine() is { } group; line++)
        {
            if (group.StartsWith('#'))
                continue;
            foreach (var character in group)
            {
                if (!groups.TryGetValue(character, out var list))
                    groups[character] = list = [];
                list.Add(line);
            }
        }
        return groups.ToFrozenDictionary(g => g.Key, g => g.Value.ToArray());
    }
}
