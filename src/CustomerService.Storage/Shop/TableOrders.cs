using CustomerService.Core.Commerce;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>Orders from the tables, read at every question and never kept.</summary>
internal sealed class TableOrders(SqliteDatabase database, TablePolicies policies, TimeProvider time) : IOrders
{
    private const string Columns = """
        SELECT id, shopper, phone, city, address, status, placed_at, paid_at, shipped_at, delivered_at, carrier,
            tracking_no, payment, invoice
        FROM orders
        """;

    private const string FindSql = Columns + " WHERE tenant = $tenant AND id = $order";

    private const string OfMemberSql = Columns + """
         WHERE tenant = $tenant AND shopper = $member ORDER BY julianday(placed_at) DESC, id DESC LIMIT $limit
        """;

    private const string ItemsSql =
        "SELECT sku, quantity, price FROM order_items WHERE tenant = $tenant AND order_id = $order ORDER BY rowid";

    private const string TraceSql = """
        SELECT at, place, text FROM traces WHERE tenant = $tenant AND order_id = $order
        ORDER BY julianday(at) DESC, rowid DESC
        """;

    private const string RefundSql = """
        SELECT order_id, status, amount, applied_at, account, expected_at FROM refunds
        WHERE tenant = $tenant AND order_id = $order
        """;

    public ValueTask<Order?> Find(string tenant, string order, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read(
            connection => Orders(connection, tenant, zone, connection.Prepared(FindSql).With("$tenant", tenant).With("$order", order))
                .FirstOrDefault(),
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<Order>> OfMember(
        string tenant, string member, int limit, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read<IReadOnlyList<Order>>(
            connection => Orders(connection, tenant, zone, connection.Prepared(OfMemberSql)
                .With("$tenant", tenant).With("$member", member).With("$limit", Math.Max(0, limit))),
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<TraceLine>> Trace(string tenant, string order, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read<IReadOnlyList<TraceLine>>(
            connection => connection.Prepared(TraceSql).With("$tenant", tenant).With("$order", order).Rows(r =>
                new TraceLine(ShopMoment.ReadMoment(r.GetString(0), zone), r.GetString(1), r.GetString(2))),
            cancellationToken);
    }

    public ValueTask<Refund?> RefundOf(string tenant, string order, CancellationToken cancellationToken)
    {
        var zone = policies.Zone(tenant);
        return database.Read(
            connection => connection.Prepared(RefundSql).With("$tenant", tenant).With("$order", order).Rows(r =>
                new Refund(
                    r.GetString(0), OrderCodes.RefundStatus(r.GetString(1)), r.Money(2),
                    ShopMoment.ReadMoment(r.GetString(3), zone), r.GetString(4), r.Day(5))).FirstOrDefault(),
            cancellationToken);
    }

    public async ValueTask<OrderChangeOutcome> Change(string tenant, OrderChange change, CancellationToken cancellationToken)
    {
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), policies.Zone(tenant));
        return await database.Write((connection, _) => OrderChanges.Apply(connection, tenant, change, now), cancellationToken);
    }

    private static List<Order> Orders(SqliteConnection connection, string tenant, TimeZoneInfo zone, SqliteCommand query)
    {
        // An order and its lines are of one moment, also while an import replaces both.
        using var transaction = connection.BeginTransaction(deferred: true);
        query.Transaction = transaction;
        var orders = query.Rows(r => Read(r, zone));
        return [.. orders
            .Select(o => o with
            {
                Items = connection.Prepared(ItemsSql).With("$tenant", tenant).With("$order", o.Id)
                    .Rows(r => new OrderItem(r.GetString(0), r.GetInt32(1), r.Money(2))),
            })
            .Where(o => o.Items.Count > 0)];
    }

    private static Order Read(SqliteDataReader r, TimeZoneInfo zone) => new(
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
