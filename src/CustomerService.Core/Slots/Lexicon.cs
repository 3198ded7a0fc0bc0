using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>
/// The words of one catalogue snapshot, compiled for scanning: one dictionary look-up per place and word length, so
/// the cost grows with the text and not with the catalogue.
/// </summary>
internal sealed class Lexicon
{
    private static readonly ConditionalWeakTable<Catalogue, Lexicon> Compiled = [];

    private readonly FrozenDictionary<string, LexiconEntry> words;
    private readonly FrozenDictionary<string, LexiconEntry>.AlternateLookup<ReadOnlySpan<char>> spans;
    private readonly FrozenDictionary<char, int[]> lengths;
    private readonly FrozenDictionary<string, string> provinces;

    private Lexicon(Catalogue catalogue)
    {
        var builder = new LexiconBuilder(catalogue);
        words = builder.Words.ToFrozenDictionary(StringComparer.Ordinal);
        spans = words.GetAlternateLookup<ReadOnlySpan<char>>();
        lengths = words.Keys.GroupBy(w => w[0])
            .ToFrozenDictionary(g => g.Key, g => g.Select(w => w.Length).Distinct().OrderDescending().ToArray());
        Catalogue = catalogue;
        Ids = builder.Ids.ToFrozenDictionary(StringComparer.Ordinal);
        Specs = new SpecIndex(catalogue);
        Colours = new ColourIndex(catalogue);
        Typos = new TypoIndex(builder.TypoForms);
        provinces = catalogue.Places.DistinctBy(p => p.City, StringComparer.Ordinal)
            .ToFrozenDictionary(p => p.City, p => p.Province, StringComparer.Ordinal);
    }

    public Catalogue Catalogue { get; }

    /// <summary>Ids of products and variants in lower case, to the id of the product.</summary>
    public FrozenDictionary<string, string> Ids { get; }

    public SpecIndex Specs { get; }

    public ColourIndex Colours { get; }

    public TypoIndex Typos { get; }

    /// <summary>Whether a place lies in the province or municipality that another place gives its name to.</summary>
    public bool IsPlaceWithin(string place, string outer) =>
        place != outer && provinces.TryGetValue(place, out var province) && province == outer;

    /// <summary>The lexicon of a snapshot; compiled once and dropped with it.</summary>
    public static Lexicon Of(Catalogue catalogue) => Compiled.GetValue(catalogue, static c => new Lexicon(c));

    /// <summary>Every word that stands in the text, overlapping ones too.</summary>
    public List<LexiconHit> Scan(string text, FoldedText folded)
    {
        var hits = new List<LexiconHit>();
        var span = folded.Text.AsSpan();
        for (var i = 0; i < span.Length; i++)
        {
            if (!lengths.TryGetValue(span[i], out var candidates))
                continue;
            foreach (var length in candidates)
            {
                if (i + length > span.Length || !spans.TryGetValue(span.Slice(i, length), out var entry))
                    continue;
                var (start, end) = (folded.Place(i), folded.Place(i + length - 1) + 1);
                if (TextEdges.AreWhole(text, start, end))
                    hits.Add(new LexiconHit(entry, start, end));
            }
        }
        return hits;
    }
}
