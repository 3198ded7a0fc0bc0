using CustomerService.Core.Commerce;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>What the return policy says of an order as it stands. Its words stand in flows/return_exchange.yaml.</summary>
public sealed class ReturnFact(OrderAccess access, IPolicies policies, ICatalogueSource catalogues, IOrders orders) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "returns",
        OrderAccess.Slots,
        [
            .. OrderAccess.Outcomes,
            new("eligible", "order", "item", "status", "days", "days_left", "freight_payer"),
            new("quality_only", "order", "item", "status", "days", "quality_days"),
            new("expired", "order", "item", "status", "quality_days"),
            new("excluded", "order", "item", "status", "quality_days"),
            new("not_delivered", "order", "item", "status"),
            new("unpaid", "order", "item", "status"),
            new("refund_running", "order", "item", "status", "amount"),
        ])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        if (PersonalWords.AreAboutRules(context.Segment(query)))
            return new Fact(Kind.Name, Fact.None);
        var (order, closed) = await access.Open(
            query, context, o => o.Status is OrderStatus.Delivered or OrderStatus.Shipped, cancellationToken);
        if (order is null)
            return closed!;
        var policy = (await policies.Shop(context.Tenant, cancellationToken)).Returns;
        var refund = await orders.RefundOf(context.Tenant, order.Id, cancellationToken);
        var days = order.DeliveredAt is { } at ? Days.Today(context.Now).DayNumber - Days.Today(at.ToOffset(context.Now.Offset)).DayNumber : 0;
        return access.About(Kind.Name, Outcome(order, policy, days, context.Tenant), order, context)
            .With("days", $"{policy.Days}").With("days_left", $"{policy.Days - days}")
            .With("quality_days", $"{policy.QualityDays}").With("freight_payer", policy.FreightPayer)
            .With("amount", refund is null ? Money.Show(order.Total) : Money.Show(refund.Amount));
    }

    private string Outcome(Order order, ReturnPolicy policy, int days, string tenant) => order.Status switch
    {
        OrderStatus.PendingPayment or OrderStatus.Cancelled => "unpaid",
        OrderStatus.Refunding or OrderStatus.Refunded => "refund_running",
        OrderStatus.Paid or OrderStatus.Packing or OrderStatus.Shipped => "not_delivered",
        _ when days > policy.QualityDays => "expired",
        _ when IsExcluded(order, policy, tenant) => "excluded",
        _ => days > policy.Days ? "quality_only" : "eligible",
    };

    private bool IsExcluded(Order order, ReturnPolicy policy, string tenant)
    {
        var catalogue = catalogues.Current(tenant);
        return order.Items.All(i => catalogue.Skus.TryGetValue(i.Sku, out var sku)
            && catalogue.Products.TryGetValue(sku.Product, out var product)
            && policy.Excluded.Any(c => catalogue.InCategory(c).Contains(product)));
    }
}
