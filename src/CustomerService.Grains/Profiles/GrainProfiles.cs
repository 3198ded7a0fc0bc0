using CustomerService.Contracts.Profiles;
using CustomerService.Core.Profiles;

namespace CustomerService.Grains.Profiles;

/// <summary>Profiles of the cluster.</summary>
internal sealed class GrainProfiles(IGrainFactory grains) : IProfiles
{
    public async ValueTask<ShopperProfile> Of(string tenant, string shopper, CancellationToken cancellationToken) =>
        await Grain(tenant, shopper).Get().WaitAsync(cancellationToken);

    public async ValueTask Prefer(string tenant, string shopper, StatedPreference preference, CancellationToken cancellationToken) =>
        await Grain(tenant, shopper).Prefer(preference).WaitAsync(cancellationToken);

    private IUserProfileGrain Grain(string tenant, string shopper) => grains.GetGrain<IUserProfileGrain>($"{tenant}.{shopper}");
}
