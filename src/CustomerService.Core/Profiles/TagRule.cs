using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Profiles;

/// <summary>When a shopper earns a tag. Declared in <c>profiles.yaml</c>.</summary>
/// <param name="Name">The tag, as shown to agents.</param>
/// <param name="Audience">Counts questions about categories of this audience.</param>
/// <param name="Count">So many, on different turns.</param>
/// <param name="Window">Within this time; the tag goes when they have left it.</param>
public sealed record TagRule(string Name, string Audience, int Count, TimeSpan Window)
{
    /// <summary>The tags that hold at a time, with their evidence.</summary>
    public static IReadOnlyList<ProfileTag> Apply(
        IReadOnlyList<TagRule> rules, IReadOnlyList<ProfileObservation> observations, Catalogue catalogue, DateTimeOffset now) =>
        [.. rules.Select(r => r.Apply(observations, catalogue, now)).OfType<ProfileTag>()];

    private ProfileTag? Apply(IReadOnlyList<ProfileObservation> observations, Catalogue catalogue, DateTimeOffset now)
    {
        var evidence = observations
            .Where(o => now - o.At <= Window && o.Categories.Any(c => catalogue.AudienceOf(c) == Audience))
            .OrderBy(o => o.At).ToArray();
        return evidence.Length < Count
            ? null
            : new ProfileTag(Name, evidence[Count - 1].At, [.. evidence.Select(o => o.OperationId)]);
    }
}
