namespace CustomerService.Contracts.Profiles;

/// <summary>What one turn says about its shopper; carries no text.</summary>
/// <param name="OperationId">Makes the observation idempotent: conversation and turn.</param>
/// <param name="At">When the shopper wrote.</param>
/// <param name="Intents">Intents of the turn.</param>
/// <param name="Categories">Product categories it was about.</param>
/// <param name="Sentiment">-1, 0 or 1.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ProfileObservation")]
public sealed record ProfileObservation(
    [property: Id(0)] string OperationId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] IReadOnlyList<string> Intents,
    [property: Id(3)] IReadOnlyList<string> Categories,
    [property: Id(4)] int Sentiment);

/// <summary>A tag that the profile has learned.</summary>
/// <param name="Name">As shown to agents, such as <c>宝妈</c>.</param>
/// <param name="Since">When the evidence became enough.</param>
/// <param name="Evidence">Operation ids of the observations it rests on.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ProfileTag")]
public sealed record ProfileTag(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] IReadOnlyList<string> Evidence);

/// <summary>What is known of a shopper.</summary>
/// <param name="Tags">Tags that hold now.</param>
/// <param name="Observations">How many observations are kept.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.ShopperProfile")]
public sealed record ShopperProfile(
    [property: Id(0)] IReadOnlyList<ProfileTag> Tags,
    [property: Id(1)] int Observations);

/// <summary>One shopper of one tenant; key <c>tenant.shopper</c>.</summary>
[Alias("CustomerService.IUserProfileGrain")]
public interface IUserProfileGrain : IGrainWithStringKey
{
    /// <summary>Adds an observation; the same operation id again changes nothing.</summary>
    [Alias("Observe")]
    Task Observe(ProfileObservation observation);

    /// <summary>The profile as it stands now.</summary>
    [Alias("Get")]
    Task<ShopperProfile> Get();
}
