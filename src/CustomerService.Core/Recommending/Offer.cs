using CustomerService.Core.Commerce;

namespace CustomerService.Core.Recommending;

/// <summary>A product that can be sold now.</summary>
/// <param name="Product">Which.</param>
/// <param name="Price">Lowest price in yuan of the variants in stock.</param>
/// <param name="Stock">Pieces of all variants in all warehouses.</param>
public sealed record Offer(Product Product, decimal Price, int Stock)
{
    /// <summary>What is in stock of the products, in their order; the rest is left out.</summary>
    public static async ValueTask<IReadOnlyList<Offer>> InStock(
        IStock stock, string tenant, IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
    {
        var levels = await stock.Levels(tenant, [.. products.SelectMany(p => p.Skus).Select(s => s.Id)], cancellationToken);
        var left = levels.Where(l => l.Quantity > 0).ToLookup(l => l.Sku, l => l.Quantity, StringComparer.Ordinal);
        return
        [
            .. from product in products
               let skus = product.Skus.Where(s => left.Contains(s.Id)).ToArray()
               where skus.Length > 0
               select new Offer(product, skus.Min(s => s.Price), skus.Sum(s => left[s.Id].Sum())),
        ];
    }
}
