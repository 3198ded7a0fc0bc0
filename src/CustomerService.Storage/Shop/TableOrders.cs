using System.Data.Common;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Orders from the tables, read at every question and never kept.</summary>
internal sealed class TableOrders(IShopDatabase database, TablePolicies policies, TimeProvider time) : IOrders
{
    private const string Columns = """
        SELECT id, shopper, phone, city, address, status, placed_at, paid_at, shipped_at, delivered_at, carrier,
            tracking_no, payment, invoice
        FROM orders
        """;

    private const string FindSql = Columns + " WHERE tenant = @tenant AND id = @order";

    private const string ItemsSql =
        "SELECT sku, quantity, price FROM order_items WHERE tenant = @tenant AND order_id = @order ORDER BY rowid";

    private const string RefundSql = """
        SELECT order_id, status, amount, applied_at, account, expected_at FROM refunds
        WHERE tenant = @tenant AND order_id = @order
        """;

    private readonly string _ofMember = $"""
        {Columns}
        WHERE tenant = @tenant AND shopper = @member ORDER BY {database.Dialect.Moment("placed_at")} DESC, id DESC LIMIT @limit
        """;

    private readonly string _trace = $"""
        SELECT at, place, text FROM traces WHERE tenant = @tenant AND order_id = @order
        ORDER BY {database.Dialect.Moment("at")} DESC, rowid DESC
        """;

    public async ValueTask<Order?> Find(string tenant, string order, CancellationToken cancellationToken)
    {
        var found = await Orders(tenant, FindSql, cancellationToken, ("@tenant", tenant), ("@order", order));
        return found is [var one, ..] ? one : null;
    }

    public ValueTask<IReadOnlyList<Order>> OfMember(
        string tenant, string member, int limit, CancellationToken cancellationToken) =>
        Orders(
            tenant, _ofMember, cancellationToken, ("@tenant", tenant), ("@member", member), ("@limit", Math.Max(0, limit)));

    public ValueTask<IReadOnlyList<TraceLine>> Trace(string tenant, string order, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read<IReadOnlyList<TraceLine>>(
            async session => await session.Rows(
                _trace, r => new TraceLine(ShopMoment.ReadMoment(r.GetString(0), zone), r.GetString(1), r.GetString(2)),
                ("@tenant", tenant), ("@order", order)),
            cancellationToken);
    }

    public ValueTask<Refund?> RefundOf(string tenant, string order, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read(
            async session => (await session.Rows(
                RefundSql,
                r => new Refund(
                    r.GetString(0), OrderCodes.RefundStatus(r.GetString(1)), r.Money(2),
                    ShopMoment.ReadMoment(r.GetString(3), zone), r.GetString(4), r.Day(5)),
                ("@tenant", tenant), ("@order", order))).FirstOrDefault(),
            cancellationToken);
    }

    public async ValueTask<OrderChangeOutcome> Change(string tenant, OrderChange change, CancellationToken cancellationToken)
    {
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), policies.Zone(tenant));
        return await database.Write(session => OrderChanges.Apply(session, tenant, change, now), cancellationToken);
    }

    // An order and its lines are of one moment, also while an import replaces both.
    private ValueTask<IReadOnlyList<Order>> Orders(
        string tenant, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
    {
        var zone = policies.Zone(tenant);
        return database.Snapshot<IReadOnlyList<Order>>(
            async session =>
            {
                var orders = new List<Order>();
                foreach (var order in await session.Rows(sql, r => Read(r, zone), values))
                {
                    var items = await session.Rows(
                        ItemsSql, r => new OrderItem(r.GetString(0), r.GetInt32(1), r.Money(2)), ("@tenant", tenant), ("@order", order.Id));
                    if (items.Count > 0)
                        orders.Add(order with { Items = items });
                }
                return orders;
            },
            cancellationToken);
    }

    private static Order Read(DbDataReader r, TimeZoneInfo zone) => new(
        r.GetString(0), r.GetString(1), PhoneTail(r.GetString(2)), r.GetString(3), r.GetString(4),
        OrderCodes.Status(r.GetString(5)), ShopMoment.ReadMoment(r.GetString(6), zone), [])
    {
        PaidAt = r.Moment(7, zone),
        ShippedAt = r.Moment(8, zone),
        DeliveredAt = r.Moment(9, zone),
        Carrier = r.Text(10),
        TrackingNumber = r.Text(11),
        Payment = r.Text(12),
        Invoice = r.Text(13),
    };

    private static string PhoneTail(string phone) => phone.Length > 4 ? phone[^4..] : phone;
}
