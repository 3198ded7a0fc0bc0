using CustomerService.Contracts.Profiles;
using CustomerService.Core.Profiles;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Switches recommendations by profile on or off for a shopper, after their yes.</summary>
/// <param name="profiles">Keeps it.</param>
/// <param name="time">Says when it was said.</param>
/// <param name="on">Which of the two.</param>
public sealed class PersonalisationAction(IProfiles profiles, TimeProvider time, bool on) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(on ? "personalisation_on" : "personalisation_off", [], new FactOutcome("done")) { IsAction = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var preference = new StatedPreference(
            ProfilePreferences.Personalised, on ? ProfilePreferences.On : ProfilePreferences.Off, time.GetUtcNow());
        await profiles.Prefer(context.Tenant, context.Shopper, preference, cancellationToken);
        return new Fact(Kind.Name, "done");
    }
}
