using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Recommending;

/// <summary>A product recommended, and why; null where it is simply popular.</summary>
public sealed record Pick(Offer Offer, string? Because);

/// <summary>Orders what is in stock by popularity and by what is known of the shopper.</summary>
public static class Recommender
{
    // Popularity runs from 0 to 1. A fresh tag outweighs every difference in popularity, since the shopper told us so by
    // three questions; what was looked at lately outweighs a middling one.
    private const double TagWeight = 1, RecentWeight = 0.4;

    /// <summary>The best, no two of a category unless all are of one.</summary>
    /// <param name="offers">Candidates.</param>
    /// <param name="profile">Empty where it must not be used.</param>
    /// <param name="catalogue">Tells audiences.</param>
    /// <param name="count">So many at most.</param>
    public static IReadOnlyList<Pick> Rank(IReadOnlyList<Offer> offers, ShopperProfile profile, Catalogue catalogue, int count)
    {
        var most = Math.Max(1, offers.Select(o => o.Product.Popularity).DefaultIfEmpty().Max());
        var ranked = offers.Select(o => Score(o, profile, catalogue, (double)o.Product.Popularity / most))
            .OrderByDescending(s => s.Score).ThenBy(s => s.Pick.Offer.Product.Id, StringComparer.Ordinal).Select(s => s.Pick).ToArray();
        var oneCategory = offers.Select(o => o.Product.Category).Distinct(StringComparer.Ordinal).Count() <= 1;
        return [.. (oneCategory ? ranked : ranked.DistinctBy(p => p.Offer.Product.Category, StringComparer.Ordinal)).Take(count)];
    }

    private static (Pick Pick, double Score) Score(Offer offer, ShopperProfile profile, Catalogue catalogue, double popularity)
    {
        var audience = catalogue.AudienceOf(offer.Product.Category);
        var tag = audience is null ? null : profile.Tags.FirstOrDefault(t => t.Audience == audience);
        var recent = profile.RecentCategories.Contains(offer.Product.Category);
        var because = tag?.Because is { } why ? $"您{why}"
            : recent ? "您最近看过这类商品"
            : null;
        return (new Pick(offer, because),
            popularity + (TagWeight * (tag?.Confidence ?? 0)) + (recent ? RecentWeight : 0));
    }
}
