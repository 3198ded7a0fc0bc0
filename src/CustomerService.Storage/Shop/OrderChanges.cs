using CustomerService.Core.Commerce;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>Changes an order inside one write: the outcome is kept beside the change, under its operation id.</summary>
internal static class OrderChanges
{
    private const string DoneBefore =
        "SELECT outcome FROM order_changes WHERE tenant = $tenant AND operation_id = $operation";

    private const string Remember = """
        INSERT INTO order_changes (tenant, operation_id, order_id, kind, outcome, at)
        VALUES ($tenant, $operation, $order, $kind, $outcome, $at)
        """;

    private const string StatusOf = "SELECT status FROM orders WHERE tenant = $tenant AND id = $order";

    private const string Cancel = "UPDATE orders SET status = 'cancelled' WHERE tenant = $tenant AND id = $order";

    // Whoever has paid gets the money back: the refund is asked for with the cancellation.
    private const string AskRefund = """
        INSERT OR IGNORE INTO refunds (tenant, order_id, status, amount, applied_at, account)
        SELECT o.tenant, o.id, 'reviewing', sum(i.price * i.quantity), $at, coalesce(o.payment, '')
        FROM orders AS o JOIN order_items AS i ON i.tenant = o.tenant AND i.order_id = o.id
        WHERE o.tenant = $tenant AND o.id = $order GROUP BY o.id
        """;

    // The order's city follows its address: the first city that the address names, the longest name where two begin.
    private const string Move = """
        UPDATE orders SET address = $address, city = coalesce((
            SELECT c.city FROM cities AS c WHERE c.tenant = $tenant AND instr($address, c.city) > 0
            ORDER BY instr($address, c.city), length(c.city) DESC LIMIT 1), city)
        WHERE tenant = $tenant AND id = $order
        """;

    public static OrderChangeOutcome Apply(SqliteConnection connection, string tenant, OrderChange change, DateTimeOffset now)
    {
        if (Text(connection.Prepared(DoneBefore).With("$tenant", tenant).With("$operation", change.OperationId)) is { } before)
            return Enum.Parse<OrderChangeOutcome>(before);
        var outcome = Decide(connection, tenant, change, now);
        connection.Prepared(Remember)
            .With("$tenant", tenant).With("$operation", change.OperationId).With("$order", change.Order)
            .With("$kind", change.Kind.ToString()).With("$outcome", outcome.ToString()).With("$at", ShopMoment.Format(now))
            .ExecuteNonQuery();
        return outcome;
    }

    private static OrderChangeOutcome Decide(SqliteConnection connection, string tenant, OrderChange change, DateTimeOffset now)
    {
        if (Text(connection.Prepared(StatusOf).With("$tenant", tenant).With("$order", change.Order)) is not { } code)
            return OrderChangeOutcome.Unknown;
        // Once packing has begun the parcel may leave with the old label: a person has to stop it.
        var status = OrderCodes.Status(code);
        if (status is not (OrderStatus.PendingPayment or OrderStatus.Paid))
            return OrderChangeOutcome.TooLate;
        if (change.Kind == OrderChangeKind.Address)
        {
            Run(connection.Prepared(Move).With("$address", change.Address), tenant, change.Order);
            return OrderChangeOutcome.Done;
        }
        Run(connection.Prepared(Cancel), tenant, change.Order);
        if (status == OrderStatus.Paid)
            Run(connection.Prepared(AskRefund).With("$at", ShopMoment.Format(now)), tenant, change.Order);
        return OrderChangeOutcome.Done;
    }

    private static void Run(SqliteCommand command, string tenant, string order) =>
        command.With("$tenant", tenant).With("$order", order).ExecuteNonQuery();

    private static string? Text(SqliteCommand command) => command.ExecuteScalar() as string;
}
