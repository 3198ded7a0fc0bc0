using System.Collections.Immutable;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Profiles;
using CustomerService.Core.Webhooks;
using CustomerService.Grains.Placement;
using Microsoft.Extensions.Logging;

namespace CustomerService.Grains.Profiles;

/// <summary>
/// Keeps what is observed of one shopper and derives tags when asked, so that a tag goes by itself. A profile that
/// follows a member's keeps its own observations, and answers with what the member's has gathered from all.
/// </summary>
[RunsOn(SiloRoles.Conversation)]
internal sealed class UserProfileGrain(
    [PersistentState("profile")] IPersistentState<ProfileState> stored,
    ICatalogueSource catalogues,
    IOrders orders,
    IReadOnlyList<TagRule> rules,
    IWebhooks webhooks,
    TimeProvider time,
    ILogger<UserProfileGrain> logger) : Grain, IUserProfileGrain
{
    // Every rule that counts orders is settled by fewer.
    private const int Orders = 50;

    // Of a person's profiles; a shared kiosk must not make one profile ask hundreds.
    private const int MostFollowers = 20;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    private string Key => this.GetPrimaryKeyString();

    private string Tenant => Key.Split('.')[0];

    public async Task Observe(ProfileObservation observation)
    {
        if (observation.Member is { } member && member != stored.State.Follows && member != stored.State.PartedFrom)
            await Follow(member);
        if (stored.State.Observations.All(o => o.OperationId != observation.OperationId))
            await Write(stored.State.With(observation));
        if (webhooks.Wants(Tenant, WebhookTypes.TagGained) || webhooks.Wants(Tenant, WebhookTypes.TagLost))
            await TellTags(observation);
    }

    public async Task<ShopperProfile> Get()
    {
        if (stored.State.Follows is { } member)
            return await MemberProfile(member).Get();
        var memories = new List<ProfileMemory> { Memory() };
        foreach (var follower in stored.State.Followers)
            memories.Add(Of(await GrainFactory.GetGrain<IUserProfileGrain>(follower).Own()));
        return Build(memories, await MemberOrders());
    }

    public async Task Prefer(StatedPreference preference)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(preference.Value.Length, 64, nameof(preference));
        if (stored.State.Follows is { } member)
            await MemberProfile(member).Prefer(preference);
        else if (stored.State.Preferences.GetValueOrDefault(preference.Name) is not { } known || known.At < preference.At)
            await Write(stored.State with { Preferences = stored.State.Preferences.SetItem(preference.Name, preference) });
    }

    public async Task Follow(string member)
    {
        if (stored.State.Follows == member)
            return;
        // Joined first: a profile that follows is always known there, so nothing it observes can be missed.
        await MemberProfile(member).Join(Key, member);
        if (stored.State.Follows is { } before)
            await MemberProfile(before).Leave(Key);
        await Write(stored.State with { Follows = member, PartedFrom = null });
    }

    public async Task Part()
    {
        if (stored.State.Follows is not { } member)
            return;
        await MemberProfile(member).Leave(Key);
        await Write(stored.State with { Follows = null, PartedFrom = member });
    }

    public Task Join(string key, string member) => stored.State.Followers.Contains(key) || stored.State.Followers.Count >= MostFollowers
        ? Task.CompletedTask
        : Write(stored.State with { Member = member, Followers = stored.State.Followers.Add(key) });

    public Task Leave(string key) => stored.State.Followers.Contains(key)
        ? Write(stored.State with { Followers = stored.State.Followers.Remove(key) })
        : Task.CompletedTask;

    public Task<ProfileMemory> Own() => Task.FromResult(Memory());

    // Raised before it is noted: the observation is dispatched again until both are done, and the same event is not
    // raised twice. A tag goes by itself, so that it went is told when its shopper is next seen.
    private async Task TellTags(ProfileObservation observation)
    {
        var now = (await Get()).Tags.Select(t => t.Name).ToImmutableSortedSet(StringComparer.Ordinal);
        var told = stored.State.Told;
        if (now.SetEquals(told))
            return;
        foreach (var tag in told.Except(now))
            await webhooks.Raise(Tag(observation, WebhookTypes.TagLost, tag));
        foreach (var tag in now.Except(told))
            await webhooks.Raise(Tag(observation, WebhookTypes.TagGained, tag));
        await Write(stored.State with { Told = now });
    }

    // The operation of an observation begins with its conversation.
    private static WebhookEvent Tag(ProfileObservation observation, string type, string tag) =>
        new($"{observation.OperationId}:{tag}", type, observation.At, observation.OperationId.Split(':')[0]) { Data = new() { Tag = tag } };

    // Whoever else used the same channel's account is not this member.
    private ProfileMemory Of(ProfileMemory follower) =>
        follower with { Observations = [.. follower.Observations.Where(o => o.Member is null || o.Member == stored.State.Member)] };

    private ProfileMemory Memory() => new(stored.State.Observations, [.. stored.State.Preferences.Values]);

    private ShopperProfile Build(IReadOnlyList<ProfileMemory> memories, IReadOnlyList<Order>? bought)
    {
        var now = time.GetUtcNow();
        ProfileObservation[] observations =
            [.. memories.SelectMany(m => m.Observations).DistinctBy(o => o.OperationId).OrderBy(o => o.At)];
        return new ShopperProfile(
            TagRule.Apply(rules, new ProfileFacts(observations, bought), catalogues.Current(Tenant), now), observations.Length)
        {
            Preferences = memories.SelectMany(m => m.Preferences).GroupBy(p => p.Name, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.MaxBy(p => p.At)!.Value, StringComparer.Ordinal),
            RecentCategories = [.. observations.Where(o => now - o.At <= Recent).SelectMany(o => o.Categories)
                .CountBy(c => c, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)],
            Linked = [.. stored.State.Followers],
            Member = stored.State.Member,
        };
    }

    private async Task<IReadOnlyList<Order>?> MemberOrders()
    {
        if (stored.State.Member is not { } member)
            return null;
        try
        {
            return await orders.OfMember(Tenant, member, Orders, CancellationToken.None);
        }
        catch (ShopUnavailableException e)
        {
            // Tags that rest on orders are left out for now; the rest of the profile is as good as before.
            Log.OrdersUnavailable(logger, e);
            return null;
        }
    }

    private IUserProfileGrain MemberProfile(string member) =>
        GrainFactory.GetGrain<IUserProfileGrain>(ProfileState.KeyOf(Tenant, member));

    private async Task Write(ProfileState next)
    {
        var before = stored.State;
        stored.State = next;
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
}
