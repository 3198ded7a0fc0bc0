using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>The catalogue from the tables; a change there is seen within a second.</summary>
internal sealed class TableCatalogue(IShopDatabase database, ShopVersions versions) : ICatalogueSource
{
    private readonly ShopCache<Catalogue> _cache = new(database, versions, ShopParts.Catalogue, Catalogue.Empty, Load);

    public Catalogue Current(string tenant) => _cache.Current(tenant);

    private static async ValueTask<Catalogue> Load(IShopSession session, string tenant)
    {
        (string, object?) asked = ("@tenant", tenant);
        var skus = (await session.Rows(
                "SELECT id, product, colour, spec, price, list_price FROM skus WHERE tenant = @tenant ORDER BY rowid",
                r => new Sku(
                    r.GetString(0), r.GetString(1), r.Text(2), r.Text(3), r.Money(4), r.IsDBNull(5) ? null : r.Money(5)),
                asked))
            .ToLookup(s => s.Product, StringComparer.Ordinal);
        var attributes = (await session.Rows(
                "SELECT product, name, value FROM attributes WHERE tenant = @tenant ORDER BY rowid",
                r => (Product: r.GetString(0), Pair: KeyValuePair.Create(r.GetString(1), r.GetString(2))), asked))
            .ToLookup(a => a.Product, a => a.Pair, StringComparer.Ordinal);
        return CatalogueBuilder.Build(
            await session.Rows(
                "SELECT id, parent, name, aliases, spec_name, audience FROM categories WHERE tenant = @tenant ORDER BY rowid",
                r => new Category(r.GetString(0), r.Text(1), r.GetString(2), r.List(3), r.Text(4), r.Text(5)), asked),
            await session.Rows(
                """
                SELECT id, category, name, aliases, brand, summary, warranty_months, featured, popularity
                FROM products WHERE tenant = @tenant ORDER BY rowid
                """,
                r => new Product(
                    r.GetString(0), r.GetString(1), r.GetString(2), r.List(3), r.GetString(4), r.GetString(5),
                    r.GetInt32(6), r.GetInt64(7) != 0, r.GetInt32(8), [.. skus[r.GetString(0)]], [.. attributes[r.GetString(0)]]),
                asked),
            await session.Rows(
                "SELECT city, province FROM cities WHERE tenant = @tenant ORDER BY rowid",
                r => new Place(r.GetString(0), r.GetString(1)), asked));
    }
}
