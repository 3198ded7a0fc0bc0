using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether humans are on duty. Its words stand in flows/human.yaml.</summary>
public sealed class DeskFact(IPolicies policies, IDeskStatus desk, DeskSetting? setting = null) : IFactProvider
{
    private readonly DeskSetting _setting = setting ?? new();

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "desk", [], new FactOutcome("open", "hours"), new FactOutcome("nobody", "hours"), new FactOutcome("shut", "hours"),
        new FactOutcome("holiday", "holiday"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var policy = await policies.Shop(context.Tenant, cancellationToken);
        var (start, end, holiday) = HolidayRules.Hours(_setting, policy, Days.Today(context.Now));
        if (start is null)
            return new Fact(Kind.Name, "holiday").With("holiday", holiday!.Name);
        var open = HolidayRules.Within(TimeOnly.FromDateTime(context.Now.DateTime), start, end);
        var hours = string.Create(CultureInfo.InvariantCulture, $"{start:HH:mm}–{(end is { } e ? e.ToString("HH:mm", CultureInfo.InvariantCulture) : "24:00")}");
        var outcome = !open ? "shut" : await desk.IsStaffed(context.Tenant, cancellationToken) ? "open" : "nobody";
        return new Fact(Kind.Name, outcome).With("hours", hours);
    }
}
