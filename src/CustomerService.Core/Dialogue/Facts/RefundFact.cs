using CustomerService.Core.Commerce;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Where the refund of an order stands. Its words stand in flows/refund_status.yaml.</summary>
public sealed class RefundFact(OrderAccess access, IOrders orders) : IFactProvider
{
    private static readonly string[] Values = ["order", "item", "status", "amount", "account", "expected", "applied_at"];

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "refund",
        OrderAccess.Slots,
        [
            .. OrderAccess.Outcomes,
            new("reviewing", [.. Values]), new("approved", [.. Values]), new("paid_out", [.. Values]), new("rejected", [.. Values]),
            new("no_refund", "order", "item", "status"),
        ])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var (order, closed) = await access.Open(
            query, context, o => o.Status is OrderStatus.Refunding or OrderStatus.Refunded, cancellationToken);
        // Without an order a rule may answer ("多久到账"); the flow asks for the number after that.
        if (closed is { Outcome: "need_order" or "no_orders" } && !PersonalWords.Are(context.Segment(query)))
            return new Fact(Kind.Name, Fact.None);
        if (order is null)
            return closed!;
        if (await orders.RefundOf(context.Tenant, order.Id, cancellationToken) is not { } refund)
            return access.About(Kind.Name, "no_refund", order, context);
        var outcome = refund.Status switch
        {
            RefundStatus.Reviewing => "reviewing",
            RefundStatus.Approved => "approved",
            RefundStatus.PaidOut => "paid_out",
            _ => "rejected",
        };
        return access.About(Kind.Name, outcome, order, context)
            .With("amount", Money.Show(refund.Amount)).With("account", refund.Account)
            .With("applied_at", Days.Show(refund.AppliedAt, context.Now))
            .With("expected", refund.ExpectedAt is { } day ? Days.Show(day, context.Now) : "近日");
    }
}
