using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.HttpShop;

/// <summary>Catalogue, rules and FAQ of the shop's back end, as they were at the last pull.</summary>
internal sealed class PulledShop(ShopClient client) : ICatalogueSource, IPolicies, IFaqSource
{
    private readonly PulledDocument<CatalogueAnswer, Catalogue> _catalogue =
        new(client, "catalogue", WireJson.Default.CatalogueAnswer, WireChecks.ToCatalogue);

    private readonly PulledDocument<ShopSettings, PolicyBook> _policies =
        new(client, "settings", WireJson.Default.ShopSettings, WireChecks.ToPolicies);

    private readonly PulledDocument<FaqAnswer, IReadOnlyList<FaqEntry>> _faq =
        new(client, "faq", WireJson.Default.FaqAnswer, WireChecks.ToFaq);

    public IReadOnlyList<IPulledDocument> Documents => [_policies, _catalogue, _faq];

    /// <summary>Whether every document was pulled at least once.</summary>
    public bool IsComplete(string tenant) =>
        _catalogue.Current(tenant) is not null && _policies.Current(tenant) is not null && _faq.Current(tenant) is not null;

    Catalogue ICatalogueSource.Current(string tenant) => _catalogue.Current(tenant) ?? Catalogue.Empty;

    public ValueTask<ShopPolicy> Shop(string tenant, CancellationToken cancellationToken) =>
        _policies.Current(tenant)?.Shop is { } shop
            ? ValueTask.FromResult(shop)
            : ValueTask.FromException<ShopPolicy>(new ShopUnavailableException("settings", "not_pulled"));

    public ValueTask<WarrantyTerm?> Warranty(string tenant, Product product, CancellationToken cancellationToken) =>
        _policies.Current(tenant) is { } book
            ? ValueTask.FromResult(book.TermFor(product, _catalogue.Current(tenant) ?? Catalogue.Empty))
            : ValueTask.FromException<WarrantyTerm?>(new ShopUnavailableException("settings", "not_pulled"));

    public ValueTask<IReadOnlyList<FaqEntry>> All(string tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_faq.Current(tenant) ?? []);
}
