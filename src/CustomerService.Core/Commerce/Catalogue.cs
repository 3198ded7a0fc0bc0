namespace CustomerService.Core.Commerce;

/// <summary>A leaf or parent of the shop's own category tree.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Parent">Id of the parent, null at the top.</param>
/// <param name="Name">As shown: 手机.</param>
/// <param name="Aliases">Other words for it.</param>
/// <param name="SpecName">What its products' spec is called: 存储版本, 尺码, 净含量; null where there is none.</param>
/// <param name="Audience">A word the profile's rules use, such as <c>mother-baby</c>; null where none.</param>
public sealed record Category(
    string Id, string? Parent, string Name, IReadOnlyList<string> Aliases, string? SpecName, string? Audience);

/// <summary>One variant of a product: colour × spec.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Product">Id of its product.</param>
/// <param name="Colour">Null where the product has no choice of colour.</param>
/// <param name="Spec">Null where the product has no choice of spec.</param>
/// <param name="Price">Yuan.</param>
/// <param name="ListPrice">Yuan, before reduction; null where there is none.</param>
public sealed record Sku(string Id, string Product, string? Colour, string? Spec, decimal Price, decimal? ListPrice);

/// <summary>A product with its variants.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Category">Id of its leaf category.</param>
/// <param name="Name">As shown.</param>
/// <param name="Aliases">How shoppers shorten or mistype it.</param>
/// <param name="Brand">As shown.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="WarrantyMonths">0 where there is no warranty.</param>
/// <param name="Featured">The product that "this phone" means where no page is known: one a category.</param>
/// <param name="Popularity">Greater is more popular; no unit.</param>
/// <param name="Skus">At least one.</param>
/// <param name="Attributes">材质, 保质期…: name to value, in the shop's order.</param>
public sealed record Product(
    string Id,
    string Category,
    string Name,
    IReadOnlyList<string> Aliases,
    string Brand,
    string Summary,
    int WarrantyMonths,
    bool Featured,
    int Popularity,
    IReadOnlyList<Sku> Skus,
    IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    /// <summary>The colours on offer, in the order of the variants.</summary>
    public IReadOnlyList<string> Colours { get; } =
        [.. Skus.Select(s => s.Colour).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The specs on offer, in the order of the variants.</summary>
    public IReadOnlyList<string> Specs { get; } =
        [.. Skus.Select(s => s.Spec).OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <summary>A city or district and where it lies.</summary>
public sealed record Place(string City, string Province);

/// <summary>The catalogue as one immutable snapshot: what slots are extracted by and products are found in.</summary>
public sealed class Catalogue
{
    /// <summary>An empty catalogue.</summary>
    public static Catalogue Empty { get; } = new([], [], []);

    /// <summary>Builds the snapshot and its indexes.</summary>
    public Catalogue(
        IReadOnlyList<Category> categories, IReadOnlyList<Product> products, IReadOnlyList<Place> places)
    {
        Categories = categories.ToDictionary(c => c.Id, StringComparer.Ordinal);
        Products = products.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Skus = products.SelectMany(p => p.Skus).ToDictionary(s => s.Id, StringComparer.Ordinal);
        Places = places;
    }

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, Category> Categories { get; }

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, Product> Products { get; }

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, Sku> Skus { get; }

    /// <summary>Cities and districts that shoppers name.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>The featured product of a category, the most popular one where none is marked; null when empty.</summary>
    public Product? Featured(string category) => InCategory(category)
        .OrderByDescending(p => p.Featured).ThenByDescending(p => p.Popularity).ThenBy(p => p.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Products of a category or of any category below it.</summary>
    public IEnumerable<Product> InCategory(string category) =>
        Products.Values.Where(p => IsWithin(p.Category, category));

    /// <summary>The audience of a category: its own, else the nearest one above it; null where there is none.</summary>
    public string? AudienceOf(string category)
    {
        for (var at = Categories.GetValueOrDefault(category); at is not null; at = at.Parent is { } up ? Categories.GetValueOrDefault(up) : null)
        {
            if (at.Audience is not null)
                return at.Audience;
        }
        return null;
    }

    private bool IsWithin(string category, string ancestor)
    {
        for (var at = category; at is not null; at = Categories.TryGetValue(at, out var c) ? c.Parent : null)
        {
            if (string.Equals(at, ancestor, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}

/// <summary>Gives the current catalogue; a new snapshot replaces the old one whole.</summary>
public interface ICatalogueSource
{
    /// <summary>The snapshot of a tenant in force now; never null, cheap to call.</summary>
    Catalogue Current(string tenant);
}
