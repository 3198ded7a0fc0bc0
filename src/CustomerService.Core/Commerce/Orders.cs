namespace CustomerService.Core.Commerce;

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>Placed, not paid.</summary>
    PendingPayment,

    /// <summary>Paid, not being packed yet.</summary>
    Paid,

    /// <summary>Being packed.</summary>
    Packing,

    /// <summary>With the courier.</summary>
    Shipped,

    /// <summary>Signed for.</summary>
    Delivered,

    /// <summary>Signed for and confirmed.</summary>
    Completed,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>A refund is under way.</summary>
    Refunding,

    /// <summary>Refunded.</summary>
    Refunded,
}

/// <summary>One line of an order.</summary>
/// <param name="Sku">Id of the variant.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Price">Yuan a piece.</param>
public sealed record OrderItem(string Sku, int Quantity, decimal Price);

/// <summary>An order as the shop knows it. Receiver and phone are masked by the shop.</summary>
/// <param name="Id">Order number.</param>
/// <param name="Member">The shop's id of the shopper it belongs to.</param>
/// <param name="PhoneTail">Last four digits of the receiver's phone.</param>
/// <param name="City">Where it goes.</param>
/// <param name="Address">The rest of the address.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="Items">At least one.</param>
public sealed record Order(
    string Id,
    string Member,
    string PhoneTail,
    string City,
    string Address,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    IReadOnlyList<OrderItem> Items)
{
    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it left the warehouse.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was signed for.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The courier's name.</summary>
    public string? Carrier { get; init; }

    /// <summary>The courier's number.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>How it was paid, as shown.</summary>
    public string? Payment { get; init; }

    /// <summary>State of its invoice, as shown.</summary>
    public string? Invoice { get; init; }

    /// <summary>Sum of its lines, yuan.</summary>
    public decimal Total => Items.Sum(i => i.Price * i.Quantity);
}

/// <summary>One line of a parcel's way.</summary>
public sealed record TraceLine(DateTimeOffset At, string Place, string Text);

/// <summary>Where a refund stands.</summary>
public enum RefundStatus
{
    /// <summary>Being looked at.</summary>
    Reviewing,

    /// <summary>Granted, money on its way.</summary>
    Approved,

    /// <summary>Paid out.</summary>
    PaidOut,

    /// <summary>Refused.</summary>
    Rejected,
}

/// <summary>The refund of an order.</summary>
/// <param name="Order">Order number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="AppliedAt">When it was asked for.</param>
/// <param name="Account">Where the money goes, as shown: 微信零钱.</param>
/// <param name="ExpectedAt">The day the money is expected or arrived; null when not known.</param>
public sealed record Refund(
    string Order, RefundStatus Status, decimal Amount, DateTimeOffset AppliedAt, string Account, DateOnly? ExpectedAt);

/// <summary>What may be changed of an order by the bot.</summary>
public enum OrderChangeKind
{
    /// <summary>Cancel it.</summary>
    Cancel,

    /// <summary>Send it elsewhere.</summary>
    Address,
}

/// <summary>A change of an order, asked for once under its operation id.</summary>
/// <param name="OperationId">Asking again with the same id gives the first outcome again.</param>
/// <param name="Order">Order number.</param>
/// <param name="Kind">What to change.</param>
/// <param name="Address">The new address; null for a cancellation.</param>
public sealed record OrderChange(string OperationId, string Order, OrderChangeKind Kind, string? Address);

/// <summary>The outcome of an <see cref="OrderChange"/>.</summary>
public enum OrderChangeOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The order's state does not allow it any more.</summary>
    TooLate,

    /// <summary>No such order.</summary>
    Unknown,
}

/// <summary>The shop's orders, with their logistics and refunds.</summary>
public interface IOrders
{
    /// <summary>One order; null when there is none.</summary>
    ValueTask<Order?> Find(string tenant, string order, CancellationToken cancellationToken);

    /// <summary>The newest orders of a member, newest first.</summary>
    ValueTask<IReadOnlyList<Order>> OfMember(
        string tenant, string member, int limit, CancellationToken cancellationToken);

    /// <summary>The way of an order's parcel, newest line first; empty before it left.</summary>
    ValueTask<IReadOnlyList<TraceLine>> Trace(string tenant, string order, CancellationToken cancellationToken);

    /// <summary>The refund of an order; null when there is none.</summary>
    ValueTask<Refund?> RefundOf(string tenant, string order, CancellationToken cancellationToken);

    /// <summary>Changes an order while its state allows it, once for each operation id.</summary>
    ValueTask<OrderChangeOutcome> Change(string tenant, OrderChange change, CancellationToken cancellationToken);
}
