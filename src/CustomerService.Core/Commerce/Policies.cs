namespace CustomerService.Core.Commerce;

/// <summary>What the shop grants when something breaks.</summary>
/// <param name="Scope">Id of a category or product.</param>
/// <param name="Months">Length.</param>
/// <param name="Text">Terms, as shown.</param>
/// <param name="ServicePoint">Where to turn to, as shown.</param>
public sealed record WarrantyTerm(string Scope, int Months, string Text, string ServicePoint);

/// <summary>Freight rules, yuan.</summary>
public sealed record FreightPolicy(
    decimal FreeOver, decimal Fee, decimal RemoteFee, IReadOnlyList<string> RemoteRegions);

/// <summary>Return rules.</summary>
/// <param name="Days">Days after delivery to return without a reason.</param>
/// <param name="ExchangeDays">Days after delivery to exchange.</param>
/// <param name="QualityDays">Days after delivery to return for a defect.</param>
/// <param name="FreightPayer">Who pays the way back, as shown.</param>
/// <param name="Conditions">As shown.</param>
/// <param name="Excluded">Ids of categories that cannot be returned without a reason.</param>
/// <param name="Steps">As shown.</param>
public sealed record ReturnPolicy(
    int Days, int ExchangeDays, int QualityDays, string FreightPayer, IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Excluded, IReadOnlyList<string> Steps);

/// <summary>Price protection: what goods have become cheaper by since they were bought is paid back.</summary>
/// <param name="Days">Days after the order was placed, the last one included.</param>
/// <param name="Excluded">Ids of categories that it leaves out.</param>
/// <param name="Except">What else it leaves out, or grants beyond that: sentences, as shown.</param>
/// <param name="HowToGet">How the difference is asked for and paid back: sentences, as shown.</param>
public sealed record PriceProtection(int Days, IReadOnlyList<string> Excluded, string Except, string HowToGet);

/// <summary>What holds for the whole shop.</summary>
/// <param name="Name">As shown.</param>
/// <param name="TimeZone">IANA id; days and times of day are meant in it.</param>
/// <param name="DefaultCity">Where delivery is promised to when the shopper's city is not known.</param>
/// <param name="ServiceStart">Human agents from.</param>
/// <param name="ServiceEnd">Human agents until; midnight is given as null.</param>
/// <param name="Freight">Freight rules.</param>
/// <param name="Returns">Return rules.</param>
/// <param name="ReturnAddress">As shown.</param>
/// <param name="Payments">Ways to pay, as shown.</param>
public sealed record ShopPolicy(
    string Name,
    TimeZoneInfo TimeZone,
    string DefaultCity,
    TimeOnly ServiceStart,
    TimeOnly? ServiceEnd,
    FreightPolicy Freight,
    ReturnPolicy Returns,
    string ReturnAddress,
    IReadOnlyList<string> Payments)
{
    /// <summary>What the shop says of invoices (types, whenIssued, howTo…), as shown; empty where it says nothing.</summary>
    public IReadOnlyDictionary<string, string> Invoice { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where the shop says nothing of it.</summary>
    public PriceProtection? PriceProtection { get; init; }
}

/// <summary>The shop's rules and warranty terms.</summary>
public interface IPolicies
{
    /// <summary>The rules of a tenant; cheap to call.</summary>
    ValueTask<ShopPolicy> Shop(string tenant, CancellationToken cancellationToken);

    /// <summary>The terms for a product: its own, else its category's or a parent category's; null when there are none.</summary>
    ValueTask<WarrantyTerm?> Warranty(string tenant, Product product, CancellationToken cancellationToken);
}
