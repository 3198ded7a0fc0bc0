using System.Text.Json.Serialization;
using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.HttpShop;

// The JSON contract of docs/your-shop.md. A property without a default must be there; one with a default may be left out.

internal sealed record StockAnswer(IReadOnlyList<StockRow> Levels);

internal sealed record StockRow(
    string Sku, string Warehouse, string WarehouseCity, int Quantity, DateOnly? Restock = null);

internal sealed record DeliveryAnswer(IReadOnlyList<DeliveryRow> Promises);

internal sealed record DeliveryRow(string Warehouse, string City, int Days, string Cutoff = "24:00");

internal sealed record OrdersAnswer(IReadOnlyList<OrderRow> Orders);

internal sealed record OrderRow(
    string Id, string Member, string PhoneTail, string City, string Address, OrderStatus Status,
    DateTimeOffset PlacedAt, IReadOnlyList<OrderItem> Items, DateTimeOffset? PaidAt = null, DateTimeOffset? ShippedAt = null,
    DateTimeOffset? DeliveredAt = null, string? Carrier = null, string? TrackingNumber = null, string? Payment = null,
    string? Invoice = null);

internal sealed record TraceAnswer(IReadOnlyList<TraceLine> Lines);

internal sealed record RefundAnswer(RefundRow? Refund);

internal sealed record RefundRow(
    string Order, RefundStatus Status, decimal Amount, DateTimeOffset AppliedAt, string Account = "",
    DateOnly? ExpectedAt = null);

internal sealed record ChangeRequest(string Order, OrderChangeKind Kind, string? Address);

internal sealed record ChangeAnswer(OrderChangeOutcome Outcome);

internal sealed record CouponsAnswer(IReadOnlyList<Coupon> Coupons);

internal sealed record CampaignsAnswer(IReadOnlyList<Campaign> Campaigns);

internal sealed record CatalogueAnswer(
    IReadOnlyList<CategoryRow> Categories, IReadOnlyList<ProductRow> Products, IReadOnlyList<Place> Places);

internal sealed record CategoryRow(
    string Id, string Name, string? Parent = null, string? SpecName = null, string? Audience = null,
    IReadOnlyList<string>? Aliases = null);

internal sealed record ProductRow(
    string Id, string Category, string Name, IReadOnlyList<SkuRow> Skus, string Brand = "", string Summary = "",
    int WarrantyMonths = 0, bool Featured = false, int Popularity = 0, IReadOnlyList<string>? Aliases = null,
    IReadOnlyList<AttributeRow>? Attributes = null);

internal sealed record SkuRow(string Id, decimal Price, string? Colour = null, string? Spec = null, decimal? ListPrice = null);

internal sealed record AttributeRow(string Name, string Value);

internal sealed record FaqAnswer(IReadOnlyList<FaqRow> Entries);

internal sealed record FaqRow(
    string Id, string Intent, string Question, string Answer, IReadOnlyList<string>? Similar = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(SnakeCase<OrderStatus>), typeof(SnakeCase<RefundStatus>), typeof(SnakeCase<OrderChangeKind>),
        typeof(SnakeCase<OrderChangeOutcome>), typeof(MomentConverter),
    ])]
[JsonSerializable(typeof(StockAnswer))]
[JsonSerializable(typeof(DeliveryAnswer))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(TraceAnswer))]
[JsonSerializable(typeof(RefundAnswer))]
[JsonSerializable(typeof(ChangeRequest))]
[JsonSerializable(typeof(ChangeAnswer))]
[JsonSerializable(typeof(CouponsAnswer))]
[JsonSerializable(typeof(CampaignsAnswer))]
[JsonSerializable(typeof(CatalogueAnswer))]
[JsonSerializable(typeof(ShopSettings))]
[JsonSerializable(typeof(FaqAnswer))]
internal sealed partial class WireJson : JsonSerializerContext;
