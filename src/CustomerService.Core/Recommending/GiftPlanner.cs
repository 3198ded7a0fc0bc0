using System.Globalization;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Recommending;

/// <summary>One plan for a present.</summary>
/// <param name="Offer">What to give.</param>
/// <param name="Pro">What speaks for it, as shown.</param>
/// <param name="Con">What speaks against it, as shown; from the shop's data.</param>
public sealed record GiftPlan(Offer Offer, string Pro, string Con);

/// <summary>Makes plans for a present from what the shop has in stock.</summary>
public static class GiftPlanner
{
    // Fewer pieces than this may be gone while the shopper thinks.
    private const int Few = 3;

    // Of the budget: above it there is no room left, below it the present may look small.
    private const decimal NearBudget = 0.9m, FarBelow = 0.4m;

    private static readonly string[] NeedsSize = ["尺码", "鞋码"];

    /// <summary>At most <paramref name="count"/> plans, cheapest first, each of another category where there are enough.</summary>
    public static IReadOnlyList<GiftPlan> Plan(
        IReadOnlyList<GiftIdea> ideas, IReadOnlyList<Offer> offers, Catalogue catalogue, decimal? budget, int count)
    {
        var affordable = offers.Where(o => budget is null || o.Price <= budget).ToArray();
        var best = ideas.Select(i => (Idea: i, Offer: Best(affordable.Where(o => o.Product.Category == i.Category), budget)))
            .Where(p => p.Offer is not null).DistinctBy(p => p.Offer!.Product.Id).Take(count)
            .Select(p => (p.Idea.Why, Offer: p.Offer!)).ToList();
        // One category asked for, or few ideas: its next best fill up.
        foreach (var offer in affordable.OrderByDescending(o => o.Product.Popularity))
        {
            if (best.Count < count && best.All(b => b.Offer.Product.Id != offer.Product.Id) && Why(ideas, offer) is { } why)
                best.Add((why, offer));
        }
        return [.. best.OrderBy(b => b.Offer.Price).Select(b => new GiftPlan(b.Offer, b.Why, Con(b.Offer, catalogue, budget)))];
    }

    private static string? Why(IReadOnlyList<GiftIdea> ideas, Offer offer) =>
        ideas.FirstOrDefault(i => i.Category == offer.Product.Category)?.Why;

    // A present of a tenth of the budget is no answer to the budget; among the others the popular one.
    private static Offer? Best(IEnumerable<Offer> offers, decimal? budget) => offers
        .OrderByDescending(o => budget is null || o.Price >= budget * FarBelow).ThenByDescending(o => o.Product.Popularity)
        .ThenBy(o => o.Product.Id, StringComparer.Ordinal).FirstOrDefault();

    private static string Con(Offer offer, Catalogue catalogue, decimal? budget)
    {
        if (offer.Stock <= Few)
            return string.Create(CultureInfo.InvariantCulture, $"库存只剩{offer.Stock}件");
        if (catalogue.Categories.GetValueOrDefault(offer.Product.Category)?.SpecName is { } spec && NeedsSize.Contains(spec, StringComparer.Ordinal))
            return $"要先知道对方的{spec}";
        if (offer.Product.Attributes.FirstOrDefault(a => a.Key == "保质期").Value is { } life && life.Contains('天', StringComparison.Ordinal))
            return $"保质期{life}，要尽快送出";
        if (budget is { } most && offer.Price >= most * NearBudget)
            return "价格接近预算上限";
        if (budget is { } whole && offer.Price < whole * FarBelow)
            return "花不到预算的一半，可以再搭一件小礼物";
        return "喜好因人而异，送前可以先探探口风";
    }
}
