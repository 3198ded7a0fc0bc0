using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>Words for colours: the catalogue's own and the general ones, in the catalogue's wording where it has one.</summary>
internal sealed class ColourIndex
{
    private readonly Dictionary<char, string> singles;

    public ColourIndex(Catalogue catalogue)
    {
        var wordings = Wordings(catalogue);
        singles = ColourWords.Singles.ToDictionary(c => c, c => InCatalogue(wordings, [c + "色"]));
    }

    /// <summary>The wording of a one-character colour, 黑; null when the character is none.</summary>
    public string? Single(char c) => singles.GetValueOrDefault(c);

    public static IEnumerable<(string Word, string Colour)> CatalogueWords(Catalogue catalogue)
    {
        var wordings = Wordings(catalogue);
        foreach (var colour in wordings)
            yield return (colour, colour);
        foreach (var colour in wordings)
        {
            var bare = ColourWording.Bare(colour);
            yield return (bare == colour ? colour + "色" : bare, colour);
        }
    }

    public static IEnumerable<(string Word, string Colour)> GeneralWords(Catalogue catalogue)
    {
        var wordings = Wordings(catalogue);
        foreach (var group in ColourWords.Groups)
        {
            var wording = InCatalogue(wordings, group);
            foreach (var word in group)
            {
                yield return (word, wording);
                yield return (ColourWording.Bare(word), wording);
            }
        }
    }

    private static HashSet<string> Wordings(Catalogue catalogue) =>
        [.. catalogue.Products.Values.SelectMany(p => p.Colours)];

    private static string InCatalogue(HashSet<string> wordings, string[] group) =>
        group.FirstOrDefault(wordings.Contains)
        ?? group.Select(ColourWording.Bare).FirstOrDefault(wordings.Contains)
        ?? group[0];
}
