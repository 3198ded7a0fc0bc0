
namespace CustomerService.Core.Dialogue.Facts;

/// <summary>The invoice of an order. Its words stand in flows/invoice.yaml.</summary>
public sealed class InvoiceFact(OrderAccess access) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "invoice", OrderAccess.Slots,
        [.. OrderAccess.Outcomes, new("state", "order", "item", "status", "invoice"), new("not_stated", "order", "item", "status")])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        // Most invoice questions are about the rules; only a question with its order is about that order's invoice.
        var segment = context.Segment(query);
        if (segment.Slot(Core.Slots.SlotNames.Order) is null && segment.Slot(Core.Slots.SlotNames.Phone) is null)
            return new Fact(Kind.Name, Fact.None);
        var (order, closed) = await access.Open(query, context, _ => false, cancellationToken);
        if (order is null)
            return closed!;
        return string.IsNullOrEmpty(order.Invoice)
            ? access.About(Kind.Name, "not_stated", order, context)
            : access.About(Kind.Name, "state", order, context).With("invoice", order.Invoice);
    }
}
