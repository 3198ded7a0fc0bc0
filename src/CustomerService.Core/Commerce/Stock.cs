namespace CustomerService.Core.Commerce;

/// <summary>What one warehouse holds of one variant.</summary>
/// <param name="Sku">Id of the variant.</param>
/// <param name="Warehouse">As shown: 北京仓.</param>
/// <param name="WarehouseCity">Where it stands.</param>
/// <param name="Quantity">Pieces; 0 is sold out.</param>
/// <param name="Restock">The day new goods are expected; null when not known.</param>
public sealed record StockLevel(string Sku, string Warehouse, string WarehouseCity, int Quantity, DateOnly? Restock);

/// <summary>How long a warehouse takes to a city.</summary>
/// <param name="Warehouse">As shown.</param>
/// <param name="City">The city; or <see cref="Anywhere"/>.</param>
/// <param name="Days">Days after the order until delivery.</param>
/// <param name="Cutoff">Orders after this time of day count as the next day's; 24:00 is given as null.</param>
public sealed record DeliveryPromise(string Warehouse, string City, int Days, TimeOnly? Cutoff)
{
    /// <summary>In the place of a city: anywhere that no other promise names.</summary>
    public const string Anywhere = "*";
}

/// <summary>Stock and delivery promises, read at every question.</summary>
public interface IStock
{
    /// <summary>All rows of the given variants.</summary>
    ValueTask<IReadOnlyList<StockLevel>> Levels(
        string tenant, IReadOnlyList<string> skus, CancellationToken cancellationToken);

    /// <summary>Promises of the given warehouses to one city and to <see cref="DeliveryPromise.Anywhere"/>.</summary>
    ValueTask<IReadOnlyList<DeliveryPromise>> Promises(
        string tenant, IReadOnlyList<string> warehouses, string city, CancellationToken cancellationToken);
}
