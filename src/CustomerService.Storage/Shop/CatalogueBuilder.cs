using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Makes a snapshot of what tables or a back end say, without what would make it inconsistent.</summary>
internal static class CatalogueBuilder
{
    /// <summary>Leaves out repeated ids, variants of no product and products of no variant, and cuts circles of categories.</summary>
    public static Catalogue Build(
        IEnumerable<Category> categories, IEnumerable<Product> products, IEnumerable<Place> places)
    {
        var tree = categories.DistinctBy(c => c.Id, StringComparer.Ordinal).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var skus = new HashSet<string>(StringComparer.Ordinal);
        var goods = new List<Product>();
        foreach (var product in products.DistinctBy(p => p.Id, StringComparer.Ordinal))
        {
            var own = product.Skus.Where(s => s.Product == product.Id && skus.Add(s.Id)).ToList();
            if (own.Count == product.Skus.Count && own.Count > 0)
                goods.Add(product);
            else if (own.Count > 0)
                goods.Add(WithSkus(product, own));
        }
        return new([.. tree.Values.Select(c => IsCircular(c, tree) ? c with { Parent = null } : c)], goods, [.. places]);
    }

    // Colours and specs are taken from the variants when the record is made, so a copy is made anew.
    private static Product WithSkus(Product p, IReadOnlyList<Sku> skus) => new(
        p.Id, p.Category, p.Name, p.Aliases, p.Brand, p.Summary, p.WarrantyMonths, p.Featured, p.Popularity, skus, p.Attributes);

    private static bool IsCircular(Category category, Dictionary<string, Category> tree)
    {
        var at = category;
        for (var steps = 0; at.Parent is { } parent && tree.TryGetValue(parent, out var next); steps++)
        {
            if (next.Id == category.Id || steps > tree.Count)
                return true;
            at = next;
        }
        return false;
    }
}
