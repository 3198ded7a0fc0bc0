using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.HttpShop;

/// <summary>Turns answers into the ports' records, and refuses what well-formed JSON may still get wrong.</summary>
internal static class WireChecks
{
    private const decimal MostYuan = 10_000_000;

    public static StockLevel ToLevel(StockRow row) =>
        // A negative number is how some shops book what they have sold and not got yet.
        new(row.Sku, row.Warehouse, row.WarehouseCity, Math.Max(0, row.Quantity), row.Restock);

    public static DeliveryPromise ToPromise(DeliveryRow row)
    {
        Require(row.Days is >= 0 and <= 365 && DayTime.TryParse(row.Cutoff, out _));
        return new(row.Warehouse, row.City, row.Days, DayTime.TryParse(row.Cutoff, out var cutoff) ? cutoff : null);
    }

    public static Order ToOrder(OrderRow row)
    {
        Require(row.Items.Count > 0 && row.PhoneTail.Length >= 4 && row.PhoneTail[^4..].All(char.IsAsciiDigit));
        foreach (var item in row.Items)
            Require(item is { Quantity: > 0 and <= 1_000_000 } && IsYuan(item.Price));
        // A shop that sends the whole number by mistake must not put it into conversations.
        return new(row.Id, row.Member, row.PhoneTail[^4..], row.City, row.Address, row.Status, row.PlacedAt, row.Items)
        {
            PaidAt = row.PaidAt,
            ShippedAt = row.ShippedAt,
            DeliveredAt = row.DeliveredAt,
            Carrier = row.Carrier,
            TrackingNumber = row.TrackingNumber,
            Payment = row.Payment,
            Invoice = row.Invoice,
        };
    }

    public static Refund ToRefund(RefundRow row)
    {
        Require(row.Amount is >= 0 and <= MostYuan * 1000);
        return new(row.Order, row.Status, row.Amount, row.AppliedAt, row.Account, row.ExpectedAt);
    }

    public static Catalogue ToCatalogue(CatalogueAnswer answer) => CatalogueBuilder.Build(
        Whole(answer.Categories).Select(c => new Category(c.Id, c.Parent, c.Name, Whole(c.Aliases ?? []), c.SpecName, c.Audience)),
        Whole(answer.Products).Select(ToProduct),
        Whole(answer.Places));

    public static PolicyBook ToPolicies(ShopSettings settings)
    {
        Require(settings.PriceProtection is null or { Days: >= 0 and <= ShopSettings.MostProtectedDays });
        Whole(settings.PriceProtection?.Excluded ?? []);
        return PolicyBook.Of(settings with { Payments = Whole(settings.Payments) }, Whole(settings.Warranty ?? []));
    }

    public static IReadOnlyList<FaqEntry> ToFaq(FaqAnswer answer) =>
        [.. Whole(answer.Entries).Select(e => new FaqEntry(e.Id, e.Intent, e.Question, Whole(e.Similar ?? []), e.Answer))];

    /// <summary>The list, when none of its items is null.</summary>
    public static IReadOnlyList<T> Whole<T>(IReadOnlyList<T> items)
        where T : class
    {
        Require(items.All(i => i is not null));
        return items;
    }

    /// <exception cref="InvalidDataException">The condition does not hold.</exception>
    public static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidDataException("The answer does not keep the contract.");
    }

    private static Product ToProduct(ProductRow row) => new(
        row.Id, row.Category, row.Name, Whole(row.Aliases ?? []), row.Brand, row.Summary, Math.Max(0, row.WarrantyMonths), row.Featured,
        row.Popularity, [.. Whole(row.Skus).Select(s => ToSku(s, row.Id))],
        [.. Whole(row.Attributes ?? []).Select(a => KeyValuePair.Create(a.Name, a.Value))]);

    private static Sku ToSku(SkuRow row, string product)
    {
        Require(IsYuan(row.Price) && (row.ListPrice is null || IsYuan(row.ListPrice.Value)));
        return new(row.Id, product, row.Colour, row.Spec, row.Price, row.ListPrice);
    }

    private static bool IsYuan(decimal amount) => amount is >= 0 and <= MostYuan;
}
