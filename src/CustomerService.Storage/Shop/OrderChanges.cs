using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Changes an order inside one write: the outcome is kept beside the change, under its operation id.</summary>
internal static class OrderChanges
{
    private const string DoneBefore =
        "SELECT outcome FROM order_changes WHERE tenant = @tenant AND operation_id = @operation";

    private const string Remember = """
        INSERT INTO order_changes (tenant, operation_id, order_id, kind, outcome, at)
        VALUES (@tenant, @operation, @order, @kind, @outcome, @at) ON CONFLICT DO NOTHING
        """;

    private const string StatusOf = "SELECT status FROM orders WHERE tenant = @tenant AND id = @order";

    private const string Cancel = "UPDATE orders SET status = 'cancelled' WHERE tenant = @tenant AND id = @order";

    // Whoever has paid gets the money back: the refund is asked for with the cancellation.
    private const string AskRefund = """
        INSERT INTO refunds (tenant, order_id, status, amount, applied_at, account)
        SELECT o.tenant, o.id, 'reviewing', sum(i.price * i.quantity), @at, coalesce(o.payment, '')
        FROM orders AS o JOIN order_items AS i ON i.tenant = o.tenant AND i.order_id = o.id
        WHERE o.tenant = @tenant AND o.id = @order GROUP BY o.tenant, o.id ON CONFLICT DO NOTHING
        """;

    /// <summary>Decides, changes and remembers; the same operation again gets the first outcome.</summary>
    public static async ValueTask<OrderChangeOutcome> Apply(
        IShopSession session, string tenant, OrderChange change, DateTimeOffset now)
    {
        // The order's row first: of two changes at once the second sees what the first did.
        var status = await session.Rows(
            StatusOf + session.Dialect.ForUpdate, r => r.GetString(0), ("@tenant", tenant), ("@order", change.Order));
        var before = await session.Rows(
            DoneBefore, r => r.GetString(0), ("@tenant", tenant), ("@operation", change.OperationId));
        if (before is [var outcomeBefore])
            return Enum.Parse<OrderChangeOutcome>(outcomeBefore);
        var outcome = status is [var code]
            ? await Decide(session, tenant, change, OrderCodes.Status(code), now) : OrderChangeOutcome.Unknown;
        await session.Execute(
            Remember, ("@tenant", tenant), ("@operation", change.OperationId), ("@order", change.Order),
            ("@kind", change.Kind.ToString()), ("@outcome", outcome.ToString()), ("@at", ShopMoment.Format(now)));
        return outcome;
    }

    private static async ValueTask<OrderChangeOutcome> Decide(
        IShopSession session, string tenant, OrderChange change, OrderStatus status, DateTimeOffset now)
    {
        // Once packing has begun the parcel may leave with the old label: a person has to stop it.
        if (status is not (OrderStatus.PendingPayment or OrderStatus.Paid))
            return OrderChangeOutcome.TooLate;
        (string, object?) tenantValue = ("@tenant", tenant), orderValue = ("@order", change.Order);
        if (change.Kind == OrderChangeKind.Address)
        {
            await session.Execute(Move(session.Dialect.IndexOf), tenantValue, orderValue, ("@address", change.Address));
            return OrderChangeOutcome.Done;
        }
        await session.Execute(Cancel, tenantValue, orderValue);
        if (status == OrderStatus.Paid)
            await session.Execute(AskRefund, tenantValue, orderValue, ("@at", ShopMoment.Format(now)));
        return OrderChangeOutcome.Done;
    }

    // The order's city follows its address: the first city that the address names, the longest name where two begin.
    private static string Move(string indexOf) => $"""
        UPDATE orders SET address = @address, city = coalesce((
            SELECT c.city FROM cities AS c WHERE c.tenant = @tenant AND {indexOf}(@address, c.city) > 0
            ORDER BY {indexOf}(@address, c.city), length(c.city) DESC LIMIT 1), city)
        WHERE tenant = @tenant AND id = @order
        """;
}
