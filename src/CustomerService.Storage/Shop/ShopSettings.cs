using System.Text.Json.Serialization;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Hours of the human agents, <c>HH:mm</c>; <c>24:00</c> is midnight.</summary>
internal sealed record ServiceHours(string Start, string End);

/// <summary>What shop.yaml says: stored whole, and the answer of a shop's own back end to <c>settings</c>.</summary>
internal sealed record ShopSettings(
    string Name,
    string TimeZone,
    string DefaultCity,
    ServiceHours ServiceHours,
    FreightPolicy Freight,
    ReturnPolicy Returns,
    string ReturnAddress,
    IReadOnlyList<string> Payments,
    IReadOnlyDictionary<string, string>? Invoice = null,
    IReadOnlyList<WarrantyTerm>? Warranty = null,
    PriceProtection? PriceProtection = null)
{
    /// <summary>Most days of price protection: a number beyond a year is a slip.</summary>
    public const int MostProtectedDays = 366;

    /// <summary>The rules as the port gives them.</summary>
    /// <exception cref="FormatException">A time or the time zone is not one.</exception>
    public ShopPolicy ToPolicy()
    {
        if (!DayTime.TryParse(ServiceHours.Start, out var start) || !DayTime.TryParse(ServiceHours.End, out var end))
            throw new FormatException("serviceHours: start and end are HH:mm.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
            throw new FormatException("timeZone is not an IANA id.");
        return new(Name, zone, DefaultCity, start ?? TimeOnly.MinValue, end, Freight, Returns, ReturnAddress, Payments)
        {
            Invoice = Invoice ?? new Dictionary<string, string>(),
            PriceProtection = PriceProtection,
        };
    }
}

/// <summary>How <see cref="ShopSettings"/> is stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ShopSettings))]
internal sealed partial class ShopSettingsJson : JsonSerializerContext;
