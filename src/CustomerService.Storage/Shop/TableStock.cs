using System.Text.Json;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Stock and delivery promises, read from the tables at every question and never kept.</summary>
internal sealed class TableStock(IShopDatabase database) : IStock
{
    // A list is one parameter, so that every number of variants has the same compiled statement.
    private readonly string _levels = $"""
        SELECT s.sku, w.name, w.city, s.quantity, s.restock
        FROM {database.Dialect.Each("@skus")}
        {database.Dialect.Join} stock AS s ON s.tenant = @tenant AND s.sku = asked.value
        {database.Dialect.Join} warehouses AS w ON w.tenant = @tenant AND w.id = s.warehouse
        ORDER BY asked.id, w.rowid
        """;

    private readonly string _promises = $"""
        SELECT w.name, d.city, d.days, d.cutoff
        FROM {database.Dialect.Each("@warehouses")}
        {database.Dialect.Join} warehouses AS w ON w.tenant = @tenant AND w.name = asked.value
        {database.Dialect.Join} delivery AS d ON d.tenant = @tenant AND d.warehouse = w.id AND d.city IN (@city, @anywhere)
        ORDER BY asked.id, d.rowid
        """;

    public ValueTask<IReadOnlyList<StockLevel>> Levels(
        string tenant, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<StockLevel>>(
            async session => await session.Rows(
                _levels, r => new StockLevel(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.Day(4)),
                ("@tenant", tenant), ("@skus", Json(skus))),
            cancellationToken);

    public ValueTask<IReadOnlyList<DeliveryPromise>> Promises(
        string tenant, IReadOnlyList<string> warehouses, string city, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<DeliveryPromise>>(
            async session => await session.Rows(
                _promises,
                r => new DeliveryPromise(
                    r.GetString(0), r.GetString(1), r.GetInt32(2), DayTime.TryParse(r.GetString(3), out var cutoff) ? cutoff : null),
                ("@tenant", tenant), ("@warehouses", Json(warehouses)), ("@city", city), ("@anywhere", DeliveryPromise.Anywhere)),
            cancellationToken);

    private static string Json(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts.Distinct(StringComparer.Ordinal).ToArray(), ShopTexts.Default.StringArray);
}

/// <summary>Lists as parameters of a statement.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ShopTexts : System.Text.Json.Serialization.JsonSerializerContext;
