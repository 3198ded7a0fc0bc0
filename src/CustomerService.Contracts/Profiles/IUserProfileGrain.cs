using Orleans.Concurrency;

namespace CustomerService.Contracts.Profiles;

/// <summary>
/// One shopper of one tenant; key <c>tenant.shopper</c>. Profiles of the same person on several channels follow the one
/// of the proven member: each keeps its own observations, so parting them again loses nothing.
/// </summary>
[Alias("CustomerService.IUserProfileGrain")]
public interface IUserProfileGrain : IGrainWithStringKey
{
    /// <summary>Adds an observation; the same operation id again changes nothing.</summary>
    [Alias("Observe")]
    Task Observe(ProfileObservation observation);

    /// <summary>The profile of the person as it stands now, whichever of their profiles is asked.</summary>
    [Alias("Get")]
    Task<ShopperProfile> Get();

    /// <summary>Keeps what the shopper stated; the same again changes nothing.</summary>
    [Alias("Prefer")]
    Task Prefer(StatedPreference preference);

    /// <summary>Makes this profile follow that of a member; following it already changes nothing.</summary>
    /// <param name="member">The shop's id of the shopper, proved.</param>
    [Alias("Follow")]
    Task Follow(string member);

    /// <summary>Ends <see cref="Follow"/>; what this profile observed stays with it, and it is not tied to that member again by itself.</summary>
    [Alias("Part")]
    Task Part();

    /// <summary>Called by a profile that follows this one.</summary>
    [Alias("Join")]
    Task Join(string key, string member);

    /// <summary>Called by a profile that followed this one.</summary>
    [Alias("Leave")]
    Task Leave(string key);

    /// <summary>What this profile itself observed; called by the one it follows, also while it waits for that one.</summary>
    [Alias("Own"), AlwaysInterleave]
    Task<ProfileMemory> Own();
}

/// <summary>What one profile itself has learned.</summary>
/// <param name="Observations">Oldest first.</param>
/// <param name="Preferences">As stated.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ProfileMemory")]
public sealed record ProfileMemory(
    [property: Id(0)] IReadOnlyList<ProfileObservation> Observations,
    [property: Id(1)] IReadOnlyList<StatedPreference> Preferences);
