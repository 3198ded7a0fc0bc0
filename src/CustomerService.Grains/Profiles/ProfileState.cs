using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CustomerService.Contracts.Profiles;

namespace CustomerService.Grains.Profiles;

/// <summary>What a profile keeps. Stored as JSON: names are a contract.</summary>
internal sealed record ProfileState
{
    // Far more than any rule counts; keeps the row under some 30 KB.
    private const int Kept = 200;

    /// <summary>The newest observations, oldest first.</summary>
    public ImmutableArray<ProfileObservation> Observations { get; init; } = [];

    /// <summary>What the shopper stated, by name.</summary>
    public ImmutableSortedDictionary<string, StatedPreference> Preferences { get; init; } =
        ImmutableSortedDictionary.Create<string, StatedPreference>(StringComparer.Ordinal);

    /// <summary>The member whose profile this one follows.</summary>
    public string? Follows { get; init; }

    /// <summary>The member that it was parted from by hand.</summary>
    public string? PartedFrom { get; init; }

    /// <summary>Of a member's profile: the member.</summary>
    public string? Member { get; init; }

    /// <summary>Of a member's profile: keys of those that follow it.</summary>
    public ImmutableSortedSet<string> Followers { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Tags that the shop's own systems were told of; kept only where one of them asks.</summary>
    public ImmutableSortedSet<string> Told { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public ProfileState With(ProfileObservation observation) =>
        this with { Observations = [.. Observations.Add(observation).TakeLast(Kept)] };

    /// <summary>The key of a member's profile. Hashed, since a key may hold characters that a member's id has not.</summary>
    public static string KeyOf(string tenant, string member) =>
        $"{tenant}.member-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member)))[..32]}";
}
