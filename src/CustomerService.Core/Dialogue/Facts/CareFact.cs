using System.Globalization;
using CustomerService.Core.Care;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// Gives an upset shopper a coupon for what the shop did wrong with an order of theirs. Says nothing where nothing went
/// wrong, where the order is not proved to be theirs, or where the rules are against it.
/// </summary>
public sealed class CareFact(CouponDesk desk, IOrders orders, IPolicies policies, TimeProvider time) : IFactProvider
{
    /// <summary>Its name.</summary>
    public const string Name = "care_coupon";

    /// <summary>The outcome of a coupon given.</summary>
    public const string Given = "care_given";

    // What goes wrong now stands among the newest orders.
    private const int Looked = 5;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        Name, [SlotNames.Order], new FactOutcome(Given, "cause", "coupon", "condition", "until", "code")) { IsAction = true, ChecksOwner = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        if (!desk.Setting.Enabled)
            return new Fact(Name, Fact.None);
        foreach (var order in await Own(query, context, cancellationToken))
        {
            var refund = order.Status is OrderStatus.Refunding or OrderStatus.Refunded
                ? await orders.RefundOf(context.Tenant, order.Id, cancellationToken)
                : null;
            if (CareRules.CauseOf(order, refund, desk.Setting, time.GetUtcNow()) is not { } cause)
                continue;
            string[] members = [order.Member, .. query[FactContext.Member] is { } member ? [member] : Array.Empty<string>()];
            var answer = await desk.Give(
                context.Tenant, context.Turn.Conversation, members, query[FactContext.Operation]!,
                string.Create(CultureInfo.InvariantCulture, $"order:{order.Id}:{cause.Fault}"), cause.Name, cause.Amount, cause.MinSpend,
                CouponGrant.Bot, cancellationToken);
            if (answer.Grant is { } grant && (answer.Outcome == CouponOutcome.Given || WasNotTold(grant, context)))
                return await Tell(grant, context.Tenant, cancellationToken);
            if (answer.Outcome != CouponOutcome.CauseUsed)
                break;
        }
        return new Fact(Name, Fact.None);
    }

    // A turn that missed its budget left a coupon that nobody heard of: a dialogue asks again only as long as it told of none.
    private bool WasNotTold(CouponGrant grant, FactContext context) =>
        grant.Conversation == context.Turn.Conversation && time.GetUtcNow() - grant.At < Lately;

    private async ValueTask<Fact> Tell(CouponGrant grant, string tenant, CancellationToken cancellationToken)
    {
        var zone = (await policies.Shop(tenant, cancellationToken)).TimeZone;
        return new Fact(Name, Given) { Cards = [CouponDesk.Card(grant, zone)], Happened = CouponDesk.Happened(grant) }
            .With("cause", grant.Kind).With("coupon", Money.Show(grant.Amount)).With("condition", CouponDesk.Condition(grant))
            .With("until", CouponDesk.Until(grant, zone)).With("code", grant.Code);
    }

    // The order under discussion first; whose it is, is settled as for every question about orders.
    private async ValueTask<IReadOnlyList<Order>> Own(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var named = query[SlotNames.Order] is { } id ? await orders.Find(context.Tenant, id, cancellationToken) : null;
        var own = named is not null && (query[FactContext.Proven] is not null || named.Member == query[FactContext.Member]) ? named : null;
        IReadOnlyList<Order> newest = query[FactContext.Member] is { } member
            ? await orders.OfMember(context.Tenant, member, Looked, cancellationToken)
            : [];
        return own is null ? newest : [own, .. newest.Where(o => o.Id != own.Id)];
    }
}
