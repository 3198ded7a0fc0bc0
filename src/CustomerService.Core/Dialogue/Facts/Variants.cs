using CustomerService.Core.Commerce;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Which variants of a product the shopper means.</summary>
internal static class Variants
{
    /// <summary>The choice that a word means: the same, or the only one that contains it or stands in it; null for none.</summary>
    public static string? Match(IReadOnlyList<string> choices, string? said)
    {
        if (said is null)
            return null;
        var same = choices.FirstOrDefault(c => string.Equals(c, said, StringComparison.OrdinalIgnoreCase));
        if (same is not null)
            return same;
        var like = choices.Where(c => Core(c).Contains(Core(said), StringComparison.OrdinalIgnoreCase)
            || Core(said).Contains(Core(c), StringComparison.OrdinalIgnoreCase)).ToArray();
        return like is [var only] ? only : null;
    }

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

    private static string Core(string choice) =>
        choice.Length > 1 ? choice.TrimEnd('色', '码', '号', '款', '装') : choice;
}
