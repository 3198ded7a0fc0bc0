using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether humans are on duty. Its words stand in flows/human.yaml.</summary>
public sealed class DeskFact(IPolicies policies, IDeskStatus desk) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new("desk", [], new FactOutcome("open", "hours"), new FactOutcome("nobody", "hours"), new FactOutcome("shut", "hours"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var policy = await policies.Shop(context.Tenant, cancellationToken);
        var time = TimeOnly.FromDateTime(context.Now.DateTime);
        var open = time >= policy.ServiceStart && (policy.ServiceEnd is not { } end || time < end);
        var hours = string.Create(CultureInfo.InvariantCulture, $"{policy.ServiceStart:HH:mm}–{(policy.ServiceEnd is { } e ? e.ToString("HH:mm", CultureInfo.InvariantCulture) : "24:00")}");
        var outcome = !open ? "shut" : await desk.IsStaffed(context.Tenant, cancellationToken) ? "open" : "nobody";
        return new Fact(Kind.Name, outcome).With("hours", hours);
    }
}
