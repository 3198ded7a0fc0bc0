using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>
/// Shorter ways to name a product, made from its name: 星河X1 5G手机 gives 星河x1, x1 and 星河手机. The caller
/// drops those that two products share or that mean something else; a bare category word is never made.
/// </summary>
internal sealed class ProductForms(Catalogue catalogue)
{
    // Below this a remainder is as likely a word of the language as a name.
    private const int ShortestRemainder = 4;

    public IEnumerable<string> Of(Product product)
    {
        var name = LexiconBuilder.Fold(product.Name);
        var brand = LexiconBuilder.Fold(product.Brand);
        var words = CategoryWords(catalogue, product);
        var forms = new HashSet<string>(StringComparer.Ordinal);

        var suffix = words.Where(w => name.EndsWith(w, StringComparison.Ordinal)).MaxBy(w => w.Length) ?? "";
        var stem = name[..^suffix.Length];
        if (stem.EndsWith("5g", StringComparison.Ordinal))
            stem = stem[..^2];
        if (suffix.Length > 0 && stem.Length > brand.Length + 1)
            forms.Add(stem);
        if (brand.Length > 1 && name.StartsWith(brand, StringComparison.Ordinal))
        {
            if (name.Length - brand.Length >= ShortestRemainder)
                forms.Add(name[brand.Length..]);
            if (IsModel(stem.AsSpan(brand.Length)))
                forms.Add(stem[brand.Length..]);
        }
        if (brand.Length > 1)
        {
            foreach (var word in words)
                forms.Add(brand + word);
        }
        if (brand.Length > 2)
            forms.Add(brand);
        forms.ExceptWith(words);
        return forms;
    }

    /// <summary>Beginnings of the name that hold more than the brand: 贝护优儿. Surer forms of other products go first.</summary>
    public static IEnumerable<string> Beginnings(Product product)
    {
        var (name, brand) = (LexiconBuilder.Fold(product.Name), LexiconBuilder.Fold(product.Brand));
        if (brand.Length < 2 || !name.StartsWith(brand, StringComparison.Ordinal))
            yield break;
        for (var length = brand.Length + 2; length < name.Length; length++)
        {
            if (TextEdges.AreWhole(name, 0, length))
                yield return name[..length];
        }
    }

    /// <summary>Folded names and aliases of the product's category and of those above it.</summary>
    public static HashSet<string> CategoryWords(Catalogue catalogue, Product product)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var id = product.Category;
        for (var depth = 0; depth < 16 && id is not null && catalogue.Categories.TryGetValue(id, out var at); depth++)
        {
            words.Add(LexiconBuilder.Fold(at.Name));
            words.UnionWith(at.Aliases.Select(LexiconBuilder.Fold));
            id = at.Parent;
        }
        words.Remove("");
        return words;
    }

    // x1, x1pro, note12: letters with a digit, letter first. 65w is a measure.
    private static bool IsModel(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsAsciiLetter(text[0])
        && text.ContainsAnyInRange('0', '9') && !text.ContainsAnyExcept(LatinOrDigit);

    private static readonly System.Buffers.SearchValues<char> LatinOrDigit =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
