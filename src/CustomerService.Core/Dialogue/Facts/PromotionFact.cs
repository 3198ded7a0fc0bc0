using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Coupons and campaigns that run today. Their words stand in flows/promotion.yaml.</summary>
public sealed class PromotionFact(ICatalogueSource catalogues, IPromotions promotions) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "promotion", [SlotNames.Product, SlotNames.Category], new FactOutcome("found", "list", "about"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var product = query[SlotNames.Product] is { } id ? catalogue.Products.GetValueOrDefault(id) : null;
        var today = Days.Today(context.Now);
        bool Counts(string scope, DateOnly starts) => starts <= today && (product is null
            ? scope == "all" || query[SlotNames.Category] is not { } category || scope == category
            : Scopes.Covers(scope, product, catalogue));
        var coupons = (await promotions.Coupons(context.Tenant, today, cancellationToken))
            .Where(c => Counts(c.Scope, c.Starts)).OrderByDescending(c => c.Amount).Take(3).ToArray();
        var campaigns = (await promotions.Campaigns(context.Tenant, today, cancellationToken))
            .Where(c => Counts(c.Scope, c.Starts)).Take(3).ToArray();
        if (coupons.Length + campaigns.Length == 0)
            return new Fact("promotion", Fact.None);
        var lines = campaigns.Select(c => $"{c.Title}：{c.Text}（至{Days.Show(c.Ends, context.Now)}）")
            .Concat(coupons.Select(c => $"{c.Title}，{c.HowToGet}（至{Days.Show(c.Ends, context.Now)}）"));
        return new Fact("promotion", "found")
        {
            Cards = [.. coupons.Select(c => new Card("coupon", c.Id, c.Title)
            {
                Price = Money.Show(c.Amount),
                Subtitle = c.Threshold > 0 ? $"满{c.Threshold:0}可用" : "无门槛",
            })],
        }
        .With("list", string.Join('\n', lines.Select(l => "· " + l)))
        .With("about", product?.Name ?? "");
    }
}
