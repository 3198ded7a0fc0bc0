using CustomerService.Core.Commerce;

namespace CustomerService.Storage.HttpShop;

/// <summary>Stock and delivery promises from the shop's back end.</summary>
internal sealed class HttpStock(ShopClient client) : IStock
{
    // Keeps an address below the 8 KB that servers take, with ids of 64 characters.
    private const int MostAsked = 100;

    public ValueTask<IReadOnlyList<StockLevel>> Levels(
        string tenant, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        InChunks(skus, chunk => client.Get(
            "stock", tenant, chunk.Select(s => ("sku", s)), WireJson.Default.StockAnswer,
            answer => WireChecks.Whole(answer.Levels).Where(l => chunk.Contains(l.Sku, StringComparer.Ordinal))
                .Select(WireChecks.ToLevel).ToList(),
            cancellationToken));

    public ValueTask<IReadOnlyList<DeliveryPromise>> Promises(
        string tenant, IReadOnlyList<string> warehouses, string city, CancellationToken cancellationToken) =>
        InChunks(warehouses, chunk => client.Get(
            "delivery", tenant, [("city", city), .. chunk.Select(w => ("warehouse", w))], WireJson.Default.DeliveryAnswer,
            answer => WireChecks.Whole(answer.Promises).Where(p => chunk.Contains(p.Warehouse, StringComparer.Ordinal) && (p.City == city || p.City == DeliveryPromise.Anywhere))
                .Select(WireChecks.ToPromise).ToList(),
            cancellationToken));

    private static async ValueTask<IReadOnlyList<T>> InChunks<T>(
        IReadOnlyList<string> asked, Func<string[], ValueTask<List<T>>> ask)
    {
        var rows = new List<T>();
        foreach (var chunk in asked.Distinct(StringComparer.Ordinal).Chunk(MostAsked))
            rows.AddRange(await ask(chunk));
        return rows;
    }
}
