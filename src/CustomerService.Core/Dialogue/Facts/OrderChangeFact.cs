using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether an order can still be changed as the shopper wants. Its words stand in flows/order_change.yaml.</summary>
public sealed class OrderChangeFact(OrderAccess access) : IFactProvider
{
    private const string Cancel = "cancel", Address = "address";
    private static readonly string[] CancelWords = ["取消", "不想要", "不要了", "不买了", "退掉", "撤销"];
    private static readonly string[] AddressWords = ["地址", "改到", "寄到", "送到", "收货人", "搬家", "换个地方"];

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "order",
        [.. OrderAccess.Slots, SlotNames.Change, SlotNames.Address],
        [
            .. OrderAccess.Outcomes,
            new("can_cancel", "order", "item", "status"),
            new("need_address", "order", "item", "status"),
            new("can_address", "order", "item", "status"),
            new("too_late", "order", "item", "status"),
            new("unsupported", "order", "item", "status"),
            new("as_it_is", "order", "item", "status", "goes_to"),
        ])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var segment = context.Segment(query);
        var wanted = Wanted(segment) ?? (query[SlotNames.Change] is Cancel or Address ? query[SlotNames.Change] : null);
        var asksState = wanted is null && query[SlotNames.Order] is not null && segment.Slot(SlotNames.Order) is null;
        if (wanted is null && !asksState && !PersonalWords.Are(segment))
            return new Fact(Kind.Name, Fact.None);
        var (order, closed) = await access.Open(
            query, context, o => o.Status is OrderStatus.Paid or OrderStatus.PendingPayment, cancellationToken);
        var fact = order is null ? closed! : access.About(Kind.Name, asksState ? "as_it_is" : Outcome(order, wanted, query), order, context)
            .With("goes_to", order.Address);
        if (fact.Outcome == "need_address")
            fact = fact with { Missing = [SlotNames.Address] };
        return wanted is null ? fact : fact with { Settled = fact.Settled.SetItem(SlotNames.Change, wanted) };
    }

    private static string Outcome(Order order, string? wanted, FactQuery query)
    {
        if (wanted is null)
            return "unsupported";
        if (order.Status is not (OrderStatus.Paid or OrderStatus.PendingPayment))
            return "too_late";
        return wanted == Cancel ? "can_cancel" : query[SlotNames.Address] is null ? "need_address" : "can_address";
    }

    private static string? Wanted(Segment segment)
    {
        if (CancelWords.Any(w => segment.Text.Contains(w, StringComparison.Ordinal)))
            return Cancel;
        return segment.Slot(SlotNames.Address) is not null || AddressWords.Any(w => segment.Text.Contains(w, StringComparison.Ordinal))
            ? Address
            : null;
    }
}
