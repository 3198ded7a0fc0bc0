using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Rules and warranty terms from the tables; a change there is seen within a second.</summary>
internal sealed class TablePolicies(IShopDatabase database, ShopVersions versions, ICatalogueSource catalogue) : IPolicies
{
    // Times of a tenant that has orders and no rules, which takes an operator's hand.
    private static readonly TimeZoneInfo DefaultZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly ShopCache<PolicyBook> _cache = new(database, versions, ShopParts.Policies, PolicyBook.None, PolicyBook.Load);

    public ValueTask<ShopPolicy> Shop(string tenant, CancellationToken cancellationToken)
    {
        var book = _cache.Current(tenant);
        return book.Shop is null
            ? ValueTask.FromException<ShopPolicy>(new ShopUnavailableException("policies", "no_shop"))
            : ValueTask.FromResult(book.Shop);
    }

    public ValueTask<WarrantyTerm?> Warranty(string tenant, Product product, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_cache.Current(tenant).TermFor(product, catalogue.Current(tenant)));

    /// <summary>The zone that a tenant's days and times of day are meant in.</summary>
    public TimeZoneInfo Zone(string tenant) => _cache.Current(tenant).Shop?.TimeZone ?? DefaultZone;
}
