using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>The specs of a catalogue by canonical form, and which product words them how.</summary>
internal sealed class SpecIndex
{
    private readonly Dictionary<string, List<(string Wording, Product Product)>> uses = new(StringComparer.Ordinal);

    public SpecIndex(Catalogue catalogue)
    {
        foreach (var product in catalogue.Products.Values.OrderByDescending(p => p.Popularity))
        {
            foreach (var spec in product.Specs)
            {
                foreach (var form in Forms(spec).Select(SpecWording.Canonical).Distinct(StringComparer.Ordinal))
                {
                    if (!uses.TryGetValue(form, out var list))
                        uses[form] = list = [];
                    list.Add((spec, product));
                }
            }
        }
    }

    public bool Has(string canonical) => uses.ContainsKey(canonical);

    /// <summary>Whether one of the products offers the spec.</summary>
    public bool IsOffered(string canonical, Func<Product, bool> isMeant) =>
        uses.TryGetValue(canonical, out var list) && list.Exists(u => isMeant(u.Product));

    /// <summary>
    /// The catalogue's wording: that of the products meant, else the one written, else the most popular product's;
    /// null when the catalogue has no such spec.
    /// </summary>
    public string? Wording(string canonical, string written, Func<Product, bool> isMeant)
    {
        if (!uses.TryGetValue(canonical, out var list))
            return null;
        var meant = list.Where(u => isMeant(u.Product)).Select(u => u.Wording).FirstOrDefault();
        if (meant is not null)
            return meant;
        var folded = LexiconBuilder.Fold(written);
        var same = list.Select(u => u.Wording).FirstOrDefault(w => LexiconBuilder.Fold(w) == folded);
        return same ?? list[0].Wording;
    }

    /// <summary>Words for scanning; bare numbers and single letters are left to the rules.</summary>
    public static IEnumerable<(string Word, string Canonical, bool Everyday)> CatalogueWords(Catalogue catalogue)
    {
        foreach (var spec in catalogue.Products.Values.SelectMany(p => p.Specs).Distinct(StringComparer.Ordinal))
        {
            foreach (var form in Forms(spec))
            {
                var canonical = SpecWording.Canonical(form);
                if (canonical.All(char.IsAsciiDigit))
                    continue;
                // 高清 is said of anything, and 斤, kg and 米 measure shoppers too.
                var everyday = form != spec || (!canonical.Any(char.IsAsciiLetterOrDigit) && canonical.Length <= 2)
                    || (char.IsAsciiDigit(canonical[0]) && (canonical[^1] is '斤' or '米' or '片' or '粒' or '匹'
                        || canonical.EndsWith("kg", StringComparison.Ordinal)));
                yield return (form, canonical, everyday);
            }
        }
    }

    // 5斤（12–14个） is also asked for as 5斤.
    private static IEnumerable<string> Forms(string spec)
    {
        yield return spec;
        var bracket = spec.AsSpan().IndexOfAny('(', '（');
        if (bracket > 1)
            yield return spec[..bracket];
    }
}
