using System.Collections.Immutable;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>What a product costs, with the coupons that count for it. Its words stand in flows/price.yaml.</summary>
public sealed class PriceFact(ICatalogueSource catalogues, IPromotions promotions) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "price",
        [SlotNames.Product, SlotNames.Category, SlotNames.Colour, SlotNames.Spec, SlotNames.Unlisted],
        Products.Needed,
        Products.Unlisted,
        new("exact", "variant", "price", "offers"),
        new("range", "low", "high", "offers"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var (product, ask) = Products.Of(query, catalogue);
        if (product is null)
            return ask!;
        var colour = Variants.Colour(product, query[SlotNames.Colour]);
        var spec = Variants.Spec(product, query[SlotNames.Spec]);
        var skus = Variants.Of(product, colour, spec) is { Count: > 0 } some ? some : product.Skus;
        var (low, high) = (skus.Min(s => s.Price), skus.Max(s => s.Price));
        var today = Days.Today(context.Now);
        var offers = (await promotions.Coupons(context.Tenant, today, cancellationToken))
            .Where(c => c.Starts <= today && Scopes.Covers(c.Scope, product, catalogue) && c.Threshold <= high)
            .OrderByDescending(c => c.Amount).Take(2).Select(c => c.Title).ToArray();
        var fact = new Fact("price", low == high ? "exact" : "range") { Cards = [Products.Card(product)] }
            .With("offers", offers.Length > 0 ? $"现在可用{string.Join("、", offers)}。" : "");
        return low == high
            ? fact.With("variant", colour is null && spec is null ? "" : Variants.Name(product, colour, spec, null)).With("price", Money.Show(low))
            : fact.With("low", Money.Show(low)).With("high", Money.Show(high));
    }
}

/// <summary>Which products a coupon or campaign counts for.</summary>
internal static class Scopes
{
    /// <summary>Whether a scope (<c>all</c>, category or product) covers a product.</summary>
    public static bool Covers(string scope, Product product, Catalogue catalogue) =>
        scope == "all" || scope == product.Id || catalogue.InCategory(scope).Contains(product);
}
