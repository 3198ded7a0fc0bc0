using CustomerService.Core.Commerce;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>The catalogue from the tables; a change there is seen within a second.</summary>
internal sealed class TableCatalogue(SqliteDatabase database, ShopVersions versions) : ICatalogueSource
{
    private readonly ShopCache<Catalogue> _cache = new(database, versions, ShopParts.Catalogue, Catalogue.Empty, Load);

    public Catalogue Current(string tenant) => _cache.Current(tenant);

    private static Catalogue Load(SqliteConnection connection, string tenant)
    {
        var skus = connection
            .Rows("SELECT id, product, colour, spec, price, list_price FROM skus WHERE tenant = $tenant ORDER BY rowid", tenant, r =>
                new Sku(r.GetString(0), r.GetString(1), r.Text(2), r.Text(3), r.Money(4), r.IsDBNull(5) ? null : r.Money(5)))
            .ToLookup(s => s.Product, StringComparer.Ordinal);
        var attributes = connection
            .Rows("SELECT product, name, value FROM attributes WHERE tenant = $tenant ORDER BY rowid", tenant, r =>
                (Product: r.GetString(0), Pair: KeyValuePair.Create(r.GetString(1), r.GetString(2))))
            .ToLookup(a => a.Product, a => a.Pair, StringComparer.Ordinal);
        return CatalogueBuilder.Build(
            connection.Rows(
                "SELECT id, parent, name, aliases, spec_name, audience FROM categories WHERE tenant = $tenant ORDER BY rowid",
                tenant,
                r => new Category(r.GetString(0), r.Text(1), r.GetString(2), r.List(3), r.Text(4), r.Text(5))),
            connection.Rows(
                """
                SELECT id, category, name, aliases, brand, summary, warranty_months, featured, popularity
                FROM products WHERE tenant = $tenant ORDER BY rowid
                """,
                tenant,
                r => new Product(
                    r.GetString(0), r.GetString(1), r.GetString(2), r.List(3), r.GetString(4), r.GetString(5),
                    r.GetInt32(6), r.GetInt64(7) != 0, r.GetInt32(8), [.. skus[r.GetString(0)]], [.. attributes[r.GetString(0)]])),
            connection.Rows(
                "SELECT city, province FROM cities WHERE tenant = $tenant ORDER BY rowid", tenant,
                r => new Place(r.GetString(0), r.GetString(1))));
    }
}
