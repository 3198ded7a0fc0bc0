using System.Collections.Immutable;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Profiles;
using CustomerService.Grains.Placement;

namespace CustomerService.Grains.Profiles;

/// <summary>What a profile keeps. Stored as JSON: names are a contract.</summary>
internal sealed record ProfileState
{
    /// <summary>The newest observations, oldest first.</summary>
    public ImmutableArray<ProfileObservation> Observations { get; init; } = [];
}

/// <summary>Keeps observations of one shopper and derives tags from them when asked, so that a tag goes by itself.</summary>
[RunsOn(SiloRoles.Conversation)]
internal sealed class UserProfileGrain(
    [PersistentState("profile")] IPersistentState<ProfileState> stored,
    ICatalogueSource catalogues,
    IReadOnlyList<TagRule> rules,
    TimeProvider time) : Grain, IUserProfileGrain
{
    // Far more than any rule counts; keeps the row under some 30 KB.
    private const int Kept = 200;

    public async Task Observe(ProfileObservation observation)
    {
        if (stored.State.Observations.Any(o => o.OperationId == observation.OperationId))
            return;
        var before = stored.State;
        stored.State = before with { Observations = [.. before.Observations.Add(observation).TakeLast(Kept)] };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<ShopperProfile> Get()
    {
        var tenant = this.GetPrimaryKeyString().Split('.')[0];
        var observations = stored.State.Observations;
        var tags = TagRule.Apply(rules, observations, catalogues.Current(tenant), time.GetUtcNow());
        return Task.FromResult(new ShopperProfile(tags, observations.Length));
    }
}
