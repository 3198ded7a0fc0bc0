using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Recommending;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Three plans for a present, from ideas of gifts.yaml and what is in stock. Its words stand in flows/gift.yaml.</summary>
public sealed class GiftFact(ICatalogueSource catalogues, IStock stock, GiftGuide guide) : IFactProvider
{
    private const int Plans = 3;

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "gift", [SlotNames.Recipient, SlotNames.Age, SlotNames.Amount, SlotNames.Category, SlotNames.Product],
        new FactOutcome("need_recipient"), new FactOutcome("need_details", "recipient"),
        new FactOutcome("plans", "list", "recipient"), new FactOutcome("none_fit", "recipient"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var recipient = query[SlotNames.Recipient];
        // A product under discussion says what kind of goods is meant.
        var category = query[SlotNames.Category]
            ?? (query[SlotNames.Product] is { } id ? catalogue.Products.GetValueOrDefault(id)?.Category : null);
        if (category is not null && guide.Anything.Contains(category))
            category = null;
        decimal? budget = decimal.TryParse(query[SlotNames.Amount], CultureInfo.InvariantCulture, out var yuan) ? yuan : null;
        int? age = int.TryParse(query[SlotNames.Age], CultureInfo.InvariantCulture, out var years) ? years : null;
        if (recipient is null && category is null)
            return new Fact(Kind.Name, "need_recipient") { Missing = [SlotNames.Recipient] };
        // The budget decides what can be shown at all; an age alone or a category narrows enough to begin with.
        if (budget is null && age is null && category is null)
            return new Fact(Kind.Name, "need_details") { Missing = [SlotNames.Age, SlotNames.Amount] }.With("recipient", recipient!);
        var suiting = Suiting(recipient, age, category, catalogue);
        var wanted = suiting.Select(i => i.Category).ToHashSet(StringComparer.Ordinal);
        var products = catalogue.Products.Values.Where(p => wanted.Contains(p.Category)).ToArray();
        var offers = await Offer.InStock(stock, context.Tenant, products, cancellationToken);
        var plans = GiftPlanner.Plan(suiting, offers, catalogue, budget, Plans);
        return plans.Count == 0
            ? new Fact(Kind.Name, "none_fit").With("recipient", recipient ?? "对方")
            : new Fact(Kind.Name, "plans")
            {
                Cards = [.. plans.Select(p => Products.Card(p.Offer.Product))],
                Options = [.. plans.Select(p => p.Offer.Product.Id)],
                OptionSlot = SlotNames.Product,
            }
            .With("recipient", recipient ?? "对方")
            .With("list", string.Join('\n', plans.Select((p, i) =>
                $"{i + 1}. {p.Offer.Product.Name}，{Money.Show(p.Offer.Price)}起：{p.Offer.Product.Summary}优点：{p.Pro}；要留意：{p.Con}。")));
    }

    // Goods that were asked for by name need no idea to be a present.
    private IReadOnlyList<GiftIdea> Suiting(string? recipient, int? age, string? category, Catalogue catalogue)
    {
        if (category is null)
            return [.. guide.Ideas.Where(i => i.Suits(recipient, age))];
        return
        [
            .. catalogue.InCategory(category).Select(p => p.Category).Distinct(StringComparer.Ordinal).Select(c =>
                guide.Ideas.FirstOrDefault(i => i.Category == c && i.Suits(recipient, age))
                ?? new GiftIdea([], 0, 0, c, "正是您想看的品类")),
        ];
    }
}
