using System.Text.Json;
using CustomerService.Core.Commerce;
using CustomerService.Storage.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>Stock and delivery promises, read from the tables at every question and never kept.</summary>
internal sealed class TableStock(SqliteDatabase database) : IStock
{
    // A list is one parameter, so that every number of variants has the same compiled statement. CROSS JOIN keeps the
    // order of the tables: without it the planner scans the whole stock of the tenant, which takes twenty times as long.
    private const string LevelsSql = """
        SELECT s.sku, w.name, w.city, s.quantity, s.restock
        FROM json_each($skus) AS asked
        CROSS JOIN stock AS s ON s.tenant = $tenant AND s.sku = asked.value
        CROSS JOIN warehouses AS w ON w.tenant = $tenant AND w.id = s.warehouse
        ORDER BY asked.id, w.rowid
        """;

    private const string PromisesSql = """
        SELECT w.name, d.city, d.days, d.cutoff
        FROM json_each($warehouses) AS asked
        CROSS JOIN warehouses AS w ON w.tenant = $tenant AND w.name = asked.value
        CROSS JOIN delivery AS d ON d.tenant = $tenant AND d.warehouse = w.id
        ORDER BY asked.id, d.rowid
        """;

    public ValueTask<IReadOnlyList<StockLevel>> Levels(
        string tenant, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<StockLevel>>(
            connection => connection.Prepared(LevelsSql).With("$tenant", tenant).With("$skus", Json(skus)).Rows(r =>
                new StockLevel(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.Day(4))),
            cancellationToken);

    public ValueTask<IReadOnlyList<DeliveryPromise>> Promises(
        string tenant, IReadOnlyList<string> warehouses, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<DeliveryPromise>>(
            connection => connection.Prepared(PromisesSql).With("$tenant", tenant).With("$warehouses", Json(warehouses)).Rows(r =>
                new DeliveryPromise(
                    r.GetString(0), r.GetString(1), r.GetInt32(2), DayTime.TryParse(r.GetString(3), out var cutoff) ? cutoff : null)),
            cancellationToken);

    private static string Json(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts.Distinct(StringComparer.Ordinal).ToArray(), ShopTexts.Default.StringArray);
}

/// <summary>Lists as parameters of a statement.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ShopTexts : System.Text.Json.Serialization.JsonSerializerContext;
