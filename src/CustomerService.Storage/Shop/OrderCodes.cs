using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>The words that tables and CSV files use for the states of orders and refunds.</summary>
internal static class OrderCodes
{
    public static string[] Statuses { get; } =
    [
        "pending_payment", "paid", "packing", "shipped", "delivered", "completed", "cancelled", "refunding", "refunded",
    ];

    public static string[] RefundStatuses { get; } = ["reviewing", "approved", "paid_out", "rejected"];

    public static OrderStatus Status(string code) => (OrderStatus)Array.IndexOf(Statuses, code);

    public static RefundStatus RefundStatus(string code) => (RefundStatus)Array.IndexOf(RefundStatuses, code);
}
