using System.Globalization;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Profiles;
using CustomerService.Core.Recommending;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// Products in stock within a budget, ordered by popularity and by the shopper's profile unless switched off. Its words
/// stand in flows/recommendation.yaml.
/// </summary>
public sealed class RecommendFact(ICatalogueSource catalogues, IStock stock, IProfiles profiles) : IFactProvider
{
    private const int Shown = 3;

    // Candidates whose stock is looked up: enough to show three when most are sold out.
    private const int Candidates = 24;

    // Of the turn's budget; a recommendation without the profile is better than none.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "recommend", [SlotNames.Product, SlotNames.Category, SlotNames.Amount],
        new FactOutcome("list", "list", "about"), new FactOutcome("for_you", "list"),
        new FactOutcome("need_category"), new FactOutcome("none_fit", "about"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var category = query[SlotNames.Category]
            ?? (query[SlotNames.Product] is { } id ? catalogue.Products.GetValueOrDefault(id)?.Category : null);
        var about = category is null ? null : catalogue.Categories.GetValueOrDefault(category);
        decimal? budget = decimal.TryParse(query[SlotNames.Amount], CultureInfo.InvariantCulture, out var yuan) ? yuan : null;
        var profile = await Profile(context, cancellationToken);
        var pool = Pool(catalogue, about, budget, profile);
        if (pool.Count == 0 && about is null && budget is null)
            return new Fact(Kind.Name, "need_category") { Missing = [SlotNames.Category] };
        var offers = await Offer.InStock(stock, context.Tenant, pool, cancellationToken);
        var picks = Recommender.Rank(
            [.. offers.Where(o => budget is null || o.Price <= budget)], profile, catalogue, Shown);
        if (picks.Count == 0)
            return new Fact(Kind.Name, "none_fit").With("about", about?.Name ?? "店");
        return new Fact(Kind.Name, about is null && budget is null ? "for_you" : "list")
        {
            Cards = [.. picks.Select(p => Products.Card(p.Offer.Product))],
            Options = [.. picks.Select(p => p.Offer.Product.Id)],
            OptionSlot = SlotNames.Product,
        }
        .With("about", about?.Name ?? "店")
        .With("list", string.Join('\n', picks.Select((p, i) => $"{i + 1}. {Line(p)}")));
    }

    private static string Line(Pick pick) =>
        $"{pick.Offer.Product.Name}，{Money.Show(pick.Offer.Price)}起：{pick.Offer.Product.Summary}{(pick.Because is { } why ? $"（{why}）" : "")}";

    // Of a category; or within a budget; or, with neither, what the profile speaks for.
    private static IReadOnlyList<Product> Pool(Catalogue catalogue, Category? about, decimal? budget, ShopperProfile profile)
    {
        if (about is not null)
            return Popular(catalogue.InCategory(about.Id), budget);
        var audiences = profile.Tags.Select(t => t.Audience).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = catalogue.Products.Values.Where(p =>
            profile.RecentCategories.Contains(p.Category) || (catalogue.AudienceOf(p.Category) is { } a && audiences.Contains(a)));
        return budget is null
            ? Popular(known, null)
            : [.. Popular(known, budget).Concat(Popular(catalogue.Products.Values, budget)).DistinctBy(p => p.Id, StringComparer.Ordinal)];
    }

    // By categories in turn, so that no category fills the list.
    private static Product[] Popular(IEnumerable<Product> products, decimal? budget) =>
    [
        .. products.Where(p => budget is null || p.Skus.Min(s => s.Price) <= budget)
            .GroupBy(p => p.Category, StringComparer.Ordinal)
            .SelectMany(g => g.OrderByDescending(p => p.Popularity).Select((p, rank) => (Product: p, rank)))
            .OrderBy(p => p.rank).ThenByDescending(p => p.Product.Popularity).Select(p => p.Product).Take(Candidates),
    ];

    private async ValueTask<ShopperProfile> Profile(FactContext context, CancellationToken cancellationToken)
    {
        if (context.Shopper.Length == 0)
            return ShopperProfile.Empty;
        try
        {
            var profile = await profiles.Of(context.Tenant, context.Shopper, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return profile.Personalised ? profile : ShopperProfile.Empty;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return ShopperProfile.Empty;
        }
    }
}
