using System.Text.Json;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>A shop's rules and warranty terms, immutable.</summary>
/// <param name="Shop">Null where the tenant has no shop.</param>
/// <param name="Warranty">By category or product.</param>
internal sealed record PolicyBook(ShopPolicy? Shop, IReadOnlyDictionary<string, WarrantyTerm> Warranty)
{
    public static PolicyBook None { get; } = new(null, new Dictionary<string, WarrantyTerm>());

    public static PolicyBook Of(ShopSettings settings, IEnumerable<WarrantyTerm> warranty) => new(
        settings.ToPolicy(), warranty.DistinctBy(w => w.Scope, StringComparer.Ordinal).ToDictionary(w => w.Scope, StringComparer.Ordinal));

    public static async ValueTask<PolicyBook> Load(IShopSession session, string tenant) =>
        await Settings(session, tenant) is not { } settings ? None : Of(settings, await session.Rows(
            "SELECT scope, months, text, service_point FROM warranty WHERE tenant = @tenant",
            r => new WarrantyTerm(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3)), ("@tenant", tenant)));

    public static async ValueTask<ShopSettings?> Settings(IShopSession session, string tenant) =>
        (await session.Rows("SELECT settings FROM shop WHERE tenant = @tenant", r => r.GetString(0), ("@tenant", tenant)))
        .Select(json => JsonSerializer.Deserialize(json, ShopSettingsJson.Default.ShopSettings))
        .FirstOrDefault();

    /// <summary>The rules of a tenant that has some.</summary>
    /// <exception cref="ShopUnavailableException">It has none.</exception>
    public ShopPolicy Rules => Shop ?? throw new ShopUnavailableException("policies", "no_shop");

    /// <summary>The product's own terms, else those of its category or the nearest category above it.</summary>
    public WarrantyTerm? TermFor(Product product, Catalogue catalogue)
    {
        if (Warranty.TryGetValue(product.Id, out var term))
            return term;
        for (var id = product.Category; id is not null; id = catalogue.Categories.TryGetValue(id, out var c) ? c.Parent : null)
        {
            if (Warranty.TryGetValue(id, out term))
                return term;
        }
        return null;
    }
}
