using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Where the parcel of an order is. Its words stand in flows/shipping.yaml.</summary>
public sealed class ShippingFact(OrderAccess access, IOrders orders) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "logistics",
        OrderAccess.Slots,
        [
            .. OrderAccess.Outcomes,
            new("pending_payment", "order", "item", "status"),
            new("preparing", "order", "item", "status", "paid_at"),
            new("in_transit", "order", "item", "status", "carrier", "tracking", "last", "last_at"),
            new("signed", "order", "item", "status", "signed_at", "carrier"),
            new("refunding", "order", "item", "status", "amount", "account", "expected"),
            new("closed", "order", "item", "status"),
        ])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var segment = context.Segment(query);
        var goesOn = query[SlotNames.Order] is not null && !PersonalWords.AreAboutTheShop(segment);
        // The goods are looked for among the orders last: it is the one question here that reads the table.
        if (!goesOn && !PersonalWords.Are(segment) && !await NamesGoodsOrdered(segment, query, context, cancellationToken))
            return new Fact(Kind.Name, Fact.None);
        var (order, closed) = await access.Open(
            query, context, o => o.Status is OrderStatus.Paid or OrderStatus.Packing or OrderStatus.Shipped, cancellationToken);
        if (order is null)
            return closed!;
        var now = context.Now;
        switch (order.Status)
        {
            case OrderStatus.PendingPayment:
                return access.About(Kind.Name, "pending_payment", order, context);
            case OrderStatus.Paid or OrderStatus.Packing:
                return access.About(Kind.Name, "preparing", order, context)
                    .With("paid_at", order.PaidAt is { } paid ? Days.Show(paid, now) : "");
            case OrderStatus.Shipped:
                var last = await orders.Trace(context.Tenant, order.Id, cancellationToken) is [var newest, ..] ? newest : null;
                return access.About(Kind.Name, "in_transit", order, context)
                    .With("carrier", order.Carrier ?? "快递").With("tracking", order.TrackingNumber ?? "")
                    .With("last", last is null ? "暂无新的物流信息" : last.Text)
                    .With("last_at", last is null ? "" : Days.Show(last.At, now));
            case OrderStatus.Delivered or OrderStatus.Completed:
                return access.About(Kind.Name, "signed", order, context)
                    .With("carrier", order.Carrier ?? "快递")
                    .With("signed_at", order.DeliveredAt is { } at ? Days.Show(at, now) : "");
            default:
                if (await orders.RefundOf(context.Tenant, order.Id, cancellationToken) is { } refund)
                {
                    return access.About(Kind.Name, "refunding", order, context)
                        .With("amount", Money.Show(refund.Amount)).With("account", refund.Account)
                        .With("expected", refund.ExpectedAt is { } day ? Days.Show(day, now) : "近日");
                }
                return access.About(Kind.Name, "closed", order, context);
        }
    }

    private async ValueTask<bool> NamesGoodsOrdered(
        Segment segment, FactQuery query, FactContext context, CancellationToken cancellationToken) =>
        segment.Slots.Any(m => m.Slot is SlotNames.Product or SlotNames.Category)
        && await access.HasOrderOf(query, context, cancellationToken);
}
