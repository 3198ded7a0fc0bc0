using CustomerService.Contracts.Profiles;
using CustomerService.Core.Desk;
using CustomerService.Core.Profiles;

namespace CustomerService.Benchmarks;

/// <summary>What grains tell where there is no silo: no shopper is known, and no agent is there.</summary>
internal sealed class Nobody : IProfiles, IDeskStatus
{
    public ValueTask<ShopperProfile> Of(string tenant, string shopper, CancellationToken cancellationToken) => new(ShopperProfile.Empty);

    public ValueTask Prefer(string tenant, string shopper, StatedPreference preference, CancellationToken cancellationToken) => default;

    public ValueTask<bool> IsStaffed(string tenant, CancellationToken cancellationToken) => new(false);
}
