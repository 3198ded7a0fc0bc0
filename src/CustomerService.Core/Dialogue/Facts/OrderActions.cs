using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Cancels an order or changes its address, once, after the shopper's yes.</summary>
public sealed class OrderAction(OrderAccess access, IOrders orders, OrderChangeKind change) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        change == OrderChangeKind.Cancel ? "cancel_order" : "change_address",
        [.. OrderAccess.Slots, SlotNames.Address],
        [.. OrderAccess.Outcomes, new("done", "order", "item", "status"), new("too_late", "order", "item", "status")])
    {
        IsAction = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var (order, closed) = await access.Open(query, context, _ => false, cancellationToken);
        if (order is null)
            return closed!;
        var outcome = await orders.Change(
            context.Tenant,
            new OrderChange(
                query[FactContext.Operation]!, order.Id, change,
                change == OrderChangeKind.Address ? query[SlotNames.Address] : null),
            cancellationToken);
        return access.About(Kind.Name, outcome == OrderChangeOutcome.Done ? "done" : "too_late", order, context);
    }
}
