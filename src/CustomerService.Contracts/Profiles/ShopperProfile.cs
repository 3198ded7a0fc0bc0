namespace CustomerService.Contracts.Profiles;

/// <summary>A tag that the profile has learned.</summary>
/// <param name="Name">As shown to agents, such as <c>宝妈</c>.</param>
/// <param name="Since">When the evidence became enough.</param>
/// <param name="Evidence">
/// What it rests on: operation ids of observations (conversation and inbox number, so a reader finds the turns), or
/// order numbers.
/// </param>
[GenerateSerializer, Immutable, Alias("CustomerService.ProfileTag")]
public sealed record ProfileTag(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] IReadOnlyList<string> Evidence)
{
    /// <summary>0 to 1: how much fresh evidence there is, against what the rule asks for.</summary>
    [Id(3)] public double Confidence { get; init; } = 1;

    /// <summary>When the tag goes if nothing new is learned; null for one that rests on no time.</summary>
    [Id(4)] public DateTimeOffset? Expires { get; init; }

    /// <summary>Why, in words for agents and shoppers.</summary>
    [Id(5)] public string? Because { get; init; }

    /// <summary>The audience whose goods it speaks for; null where it speaks for none.</summary>
    [Id(6)] public string? Audience { get; init; }
}

/// <summary>What is known of a shopper.</summary>
/// <param name="Tags">Tags that hold now.</param>
/// <param name="Observations">How many observations are kept.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ShopperProfile")]
public sealed record ShopperProfile(
    [property: Id(0)] IReadOnlyList<ProfileTag> Tags,
    [property: Id(1)] int Observations)
{
    /// <summary>Nothing is known.</summary>
    public static ShopperProfile Empty { get; } = new([], 0);

    /// <summary>What the shopper stated, by name; it wins over what was inferred.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Preferences { get; init; } = new Dictionary<string, string>();

    /// <summary>Product categories asked about in the last month, the most frequent first.</summary>
    [Id(3)] public IReadOnlyList<string> RecentCategories { get; init; } = [];

    /// <summary>Keys of the profiles of the same person on other channels.</summary>
    [Id(4)] public IReadOnlyList<string> Linked { get; init; } = [];

    /// <summary>The shop's id of the shopper; null where none was proved.</summary>
    [Id(5)] public string? Member { get; init; }

    /// <summary>Whether recommendations may use this profile: the shopper's one switch.</summary>
    public bool Personalised => Preferences.GetValueOrDefault(ProfilePreferences.Personalised) != ProfilePreferences.Off;
}

/// <summary>Names and values of preferences.</summary>
public static class ProfilePreferences
{
    /// <summary>Whether recommendations use the profile: <see cref="On"/> (default) or <see cref="Off"/>.</summary>
    public const string Personalised = "personalised";

    /// <summary>Switched on.</summary>
    public const string On = "on";

    /// <summary>Switched off.</summary>
    public const string Off = "off";
}

/// <summary>A preference that the shopper stated.</summary>
/// <param name="Name">One of <see cref="ProfilePreferences"/>, or a slot such as <c>spec</c>.</param>
/// <param name="Value">At most 64 characters.</param>
/// <param name="At">When it was said; an older statement never replaces a newer one.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.StatedPreference")]
public sealed record StatedPreference(
    [property: Id(0)] string Name, [property: Id(1)] string Value, [property: Id(2)] DateTimeOffset At);
