using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Profiles;

/// <summary>When a shopper earns a tag. Declared in <c>profiles.yaml</c>.</summary>
/// <param name="Name">The tag, as shown to agents.</param>
/// <param name="Because">Why, in words that may be shown to the shopper.</param>
/// <param name="Evidence">What counts.</param>
/// <param name="AtLeast">So many; 0 where only <see cref="AtMost"/> binds.</param>
/// <param name="Window">Within this time; the tag goes when they have left it.</param>
public sealed record TagRule(string Name, string Because, TagEvidence Evidence, int AtLeast, TimeSpan Window)
{
    /// <summary>No more than this; null where there is no limit.</summary>
    public int? AtMost { get; init; }

    /// <summary>The tags that hold at a time, with their evidence.</summary>
    /// <param name="rules">The rules in force.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="catalogue">Tells the audience of categories.</param>
    /// <param name="now">Tags that need more than is left in their window are gone.</param>
    public static IReadOnlyList<ProfileTag> Apply(
        IReadOnlyList<TagRule> rules, ProfileFacts facts, Catalogue catalogue, DateTimeOffset now) =>
        [.. rules.Select(r => r.Apply(facts, catalogue, now)).OfType<ProfileTag>()];

    private ProfileTag? Apply(ProfileFacts facts, Catalogue catalogue, DateTimeOffset now)
    {
        if (Evidence.NeedsOrders && facts.Orders is null)
            return null;
        var found = Evidence.In(facts, catalogue).Where(e => now - e.At <= Window).OrderBy(e => e.At).ToArray();
        if (found.Length < AtLeast || found.Length > AtMost)
            return null;
        return new ProfileTag(Name, Since(found, now), [.. found.Select(e => e.Id)])
        {
            Because = Because,
            Audience = Evidence.Audience,
            Confidence = Confidence(found, now),
            Expires = AtLeast > 0 ? found[^AtLeast].At + Window : null,
        };
    }

    private DateTimeOffset Since((string Id, DateTimeOffset At)[] found, DateTimeOffset now) =>
        AtLeast > 0 ? found[AtLeast - 1].At : found is [var first, ..] ? first.At : now;

    // Evidence counts half after half its window: three questions of today say more than three of last month.
    private double Confidence((string Id, DateTimeOffset At)[] found, DateTimeOffset now)
    {
        if (AtLeast == 0)
            return 1;
        var fresh = found.Sum(e => Math.Pow(0.5, Math.Max(0, (now - e.At) / (Window / 2))));
        return Math.Round(Math.Min(1, fresh / AtLeast), 2);
    }
}
