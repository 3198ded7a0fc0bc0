using CustomerService.Core.Commerce;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>A shop eight hours east.</summary>
public sealed class FakePolicies : IPolicies
{
    public ValueTask<ShopPolicy> Shop(string tenant, CancellationToken cancellationToken) => new(new ShopPolicy(
        "店", TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(8), null, null), "北京", default, null,
        new(0, 0, 0, []), new(7, 7, 7, "", [], [], []), "", []));

    public ValueTask<WarrantyTerm?> Warranty(string tenant, Product product, CancellationToken cancellationToken) => default;
}
