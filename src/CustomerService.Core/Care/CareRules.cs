using CustomerService.Core.Commerce;

namespace CustomerService.Core.Care;

/// <summary>Whether the shop owes somebody a kindness: pure, by the shop's data alone.</summary>
public static class CareRules
{
    /// <summary>The first cause that an order gives; null when nothing went wrong with it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="refund">Its refund; null when there is none.</param>
    /// <param name="setting">The causes.</param>
    /// <param name="now">When it is.</param>
    public static CareCause? CauseOf(Order order, Refund? refund, CareSetting setting, DateTimeOffset now) =>
        setting.Causes.FirstOrDefault(c => Since(c.Fault, order, refund) is { } since && now - since >= c.After);

    private static DateTimeOffset? Since(CareFault fault, Order order, Refund? refund) => fault switch
    {
        CareFault.LateShipping when order.Status is OrderStatus.Paid or OrderStatus.Packing => order.PaidAt ?? order.PlacedAt,
        CareFault.LateDelivery when order.Status == OrderStatus.Shipped => order.ShippedAt,
        CareFault.LateRefund when refund is { Status: RefundStatus.Reviewing or RefundStatus.Approved } => refund.AppliedAt,
        _ => null,
    };
}
