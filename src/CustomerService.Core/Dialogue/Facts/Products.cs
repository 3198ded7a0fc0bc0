using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>The product a query is about, shared by all kinds that need one.</summary>
public static class Products
{
    /// <summary>No product is known: <c>choices</c> names some of the category, or is empty.</summary>
    public static FactOutcome Needed { get; } = new("need_product", "choices");

    /// <summary>The shopper named goods that the shop does not have: <c>unlisted</c> as written.</summary>
    public static FactOutcome Unlisted { get; } = new("unlisted_product", SlotNames.Unlisted) { IsOptional = true };

    /// <summary>The product of a query, or the fact that asks for it.</summary>
    public static (Product? Product, Fact? Ask) Of(FactQuery query, Catalogue catalogue)
    {
        // What was named now counts more than what was talked about before.
        if (query[SlotNames.Unlisted] is { } named)
            return (null, new Fact(query.Kind, Unlisted.Name) { Missing = [SlotNames.Product] }.With(SlotNames.Unlisted, named));
        if (query[SlotNames.Product] is { } id && catalogue.Products.TryGetValue(id, out var product))
            return (product, null);
        var ask = new Fact(query.Kind, Needed.Name) { Missing = [SlotNames.Product] };
        if (query[SlotNames.Category] is not { } category)
            return (null, ask.With("choices", ""));
        var some = catalogue.InCategory(category).OrderByDescending(p => p.Popularity).Take(5).ToImmutableArray();
        return (null, ask.With("choices", some.IsEmpty ? "" : "店里有：" + string.Join("、", some.Select(p => p.Name)) + "。") with
        {
            Options = [.. some.Select(p => p.Id)],
            OptionSlot = SlotNames.Product,
            QuickReplies = [.. some.Select(p => p.Name)],
        });
    }

    /// <summary>The card of a product.</summary>
    public static Card Card(Product product, string? subtitle = null)
    {
        var low = product.Skus.Min(s => s.Price);
        var high = product.Skus.Max(s => s.Price);
        return new Card("product", product.Id, product.Name)
        {
            Subtitle = subtitle ?? product.Summary,
            Price = low == high ? Money.Show(low) : $"{Money.Show(low)} 起",
            Image = $"/products/{product.Id}.svg",
        };
    }
}

/// <summary>How yuan are shown.</summary>
internal static class Money
{
    /// <summary>¥3299, ¥12.50.</summary>
    public static string Show(decimal yuan) =>
        "¥" + yuan.ToString(yuan == decimal.Truncate(yuan) ? "0" : "0.00", System.Globalization.CultureInfo.InvariantCulture);
}
