using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;
using CustomerService.Core.Webhooks;

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
        return outcome == OrderChangeOutcome.Done
            ? access.About(Kind.Name, "done", order, context) with { Happened = Happened(query, order, context) }
            : access.About(Kind.Name, "too_late", order, context);
    }

    private WebhookEvent Happened(FactQuery query, Order order, FactContext context) => new(
        query[FactContext.Operation]!, change == OrderChangeKind.Cancel ? WebhookTypes.OrderCancelled : WebhookTypes.OrderChanged,
        context.Now, context.Turn.Conversation)
    {
        Data = new() { Order = order.Id, Reason = change == OrderChangeKind.Cancel ? null : "address" },
    };
}
