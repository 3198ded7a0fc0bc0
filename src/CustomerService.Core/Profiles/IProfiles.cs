using CustomerService.Contracts.Profiles;

namespace CustomerService.Core.Profiles;

/// <summary>What is known of shoppers, and what they stated.</summary>
public interface IProfiles
{
    /// <summary>The profile of a shopper as it stands now.</summary>
    ValueTask<ShopperProfile> Of(string tenant, string shopper, CancellationToken cancellationToken);

    /// <summary>Keeps a stated preference; the same again changes nothing.</summary>
    ValueTask Prefer(string tenant, string shopper, StatedPreference preference, CancellationToken cancellationToken);
}
