using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Which variants of a product the shopper means.</summary>
internal static class Variants
{
    /// <summary>The product's colour that a word means; null for none.</summary>
    public static string? Colour(Product product, string? said) =>
        said is null ? null : ColourWording.Match(said, product.Colours);

    /// <summary>The product's spec that a word means; null for none.</summary>
    public static string? Spec(Product product, string? said) =>
        said is null ? null : SpecWording.Match(said, product.Specs);

    /// <summary>The variants that colour and spec leave, either of them null for any.</summary>
    public static IReadOnlyList<Sku> Of(Product product, string? colour, string? spec) =>
        [.. product.Skus.Where(s => (colour is null || s.Colour == colour) && (spec is null || s.Spec == spec))];

    /// <summary>How a variant is told: 黑色256G版本, 灰色42码; the product's name where it has no choice.</summary>
    public static string Name(Product product, string? colour, string? spec, Category? category)
    {
        var suffix = spec is not null && category?.SpecName?.Contains("版本", StringComparison.Ordinal) == true ? "版本" : "";
        var name = $"{colour}{spec}{suffix}";
        return name.Length > 0 ? name : product.Name;
    }
}
