using CustomerService.Core.Commerce;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Collects the words of a catalogue; where two claim a word, the one added first keeps it.</summary>
internal sealed class LexiconBuilder
{
    private readonly Catalogue catalogue;

    public LexiconBuilder(Catalogue catalogue)
    {
        this.catalogue = catalogue;
        foreach (var category in catalogue.Categories.Values)
            Add(category.Name, new(LexiconKind.Category, category.Id));
        AddProducts();
        // The deepest category keeps a word that its parent claims too: 鞋子 is a shoe rather than clothing.
        foreach (var category in catalogue.Categories.Values.OrderByDescending(Depth))
        {
            foreach (var alias in category.Aliases)
                Add(alias, new(LexiconKind.Category, category.Id));
        }
        foreach (var (word, colour) in ColourIndex.CatalogueWords(catalogue))
            Add(word, new(LexiconKind.Colour, colour));
        foreach (var (word, place, everyday) in PlaceWords.Of(catalogue))
            Add(word, new(LexiconKind.Place, place) { Everyday = everyday });
        foreach (var (word, canonical, everyday) in SpecIndex.CatalogueWords(catalogue))
            Add(word, new(LexiconKind.Spec, canonical) { Everyday = everyday });
        AddShortForms();
        foreach (var (word, colour) in ColourIndex.GeneralWords(catalogue))
            Add(word, new(LexiconKind.Colour, colour));
        foreach (var word in EverydayWords.All)
            Add(word, new(LexiconKind.Block, word));
    }

    public Dictionary<string, LexiconEntry> Words { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    public List<TypoForm> TypoForms { get; } = [];

    public static string Fold(string word) => FoldedText.FoldWord(TextNormalizer.Normalize(word));

    private bool Add(string word, LexiconEntry entry) => Fold(word) is { Length: > 1 } key && Words.TryAdd(key, entry);

    private void AddProducts()
    {
        foreach (var product in catalogue.Products.Values)
        {
            AddId(product.Id, product.Id);
            foreach (var sku in product.Skus)
                AddId(sku.Id, product.Id);
            if (Add(product.Name, new(LexiconKind.Product, product.Id)))
                AddTypoForm(product.Name, product);
        }
        var everyday = catalogue.Categories.Values.SelectMany(c => c.Aliases).Select(Fold).ToHashSet();
        foreach (var (alias, product) in Unclaimed(p => p.Aliases))
        {
            if (Add(alias, new(LexiconKind.Product, product.Id) { Everyday = everyday.Contains(Fold(alias)) }))
                AddTypoForm(alias, product);
        }
    }

    private void AddId(string id, string product)
    {
        var key = TextNormalizer.Normalize(id);
        Ids.TryAdd(key, product);
        // A bare number names a product only in a link or after 商品编号.
        if (key.Length >= 4 && key.Any(char.IsAsciiLetter) && key.Any(char.IsAsciiDigit))
            Add(id, new(LexiconKind.Product, product));
    }

    private void AddShortForms()
    {
        var forms = new ProductForms(catalogue);
        foreach (var (form, product) in Unclaimed(forms.Of))
        {
            if (Add(form, new(LexiconKind.Product, product.Id)))
                AddTypoForm(form, product);
        }
        foreach (var (form, product) in Unclaimed(ProductForms.Beginnings))
            Add(form, new(LexiconKind.Product, product.Id));
    }

    // A word that two products share names neither.
    private IEnumerable<(string Word, Product Product)> Unclaimed(Func<Product, IEnumerable<string>> words) =>
        catalogue.Products.Values
            .SelectMany(p => words(p).Select(w => (Word: Fold(w), Product: p)))
            .GroupBy(x => x.Word, StringComparer.Ordinal)
            .Where(g => g.Select(x => x.Product.Id).Distinct(StringComparer.Ordinal).Count() == 1)
            .Select(g => g.First());

    private void AddTypoForm(string word, Product product)
    {
        var form = new TypoForm(Fold(word), product.Id, ProductForms.CategoryWords(catalogue, product));
        if (form.IsUsable)
            TypoForms.Add(form);
    }

    private int Depth(Category category)
    {
        var depth = 0;
        // Bounded: a tree drawn wrongly in a circle must not hang the build.
        for (var at = category; depth < 16 && at.Parent is not null; depth++)
        {
            if (!catalogue.Categories.TryGetValue(at.Parent, out var parent))
                break;
            at = parent;
        }
        return depth;
    }
}
