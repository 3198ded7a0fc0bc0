namespace CustomerService.Core.Slots;

/// <summary>Compares a colour that was said with the colours a product has.</summary>
public static class ColourWording
{
    /// <summary>
    /// The offered colour that was meant: the same word, the same without 色, another word of the same colour
    /// (咖啡色 for 咖色), or the only one that ends in it (曜石黑 for 黑色).
    /// </summary>
    /// <returns>Null when none fits, or more than one fits equally.</returns>
    public static string? Match(string said, IReadOnlyList<string> offered)
    {
        var bare = Bare(said);
        return offered.FirstOrDefault(o => o == said)
            ?? offered.FirstOrDefault(o => Bare(o) == bare)
            ?? Only(offered.Where(o => AreOne(Bare(o), bare)))
            ?? Only(offered.Where(o => Bare(o).EndsWith(bare, StringComparison.Ordinal)));
    }

    internal static string Bare(string colour) => colour.Length > 1 && colour[^1] == '色' ? colour[..^1] : colour;

    private static bool AreOne(string a, string b) =>
        ColourWords.Groups.Any(g => g.Any(w => Bare(w) == a) && g.Any(w => Bare(w) == b));

    private static string? Only(IEnumerable<string> colours)
    {
        var two = colours.Take(2).ToArray();
        return two.Length == 1 ? two[0] : null;
    }
}
