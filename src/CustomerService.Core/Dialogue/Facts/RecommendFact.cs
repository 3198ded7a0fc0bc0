using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Products in stock of a category, within a budget, the popular first. Its words stand in flows/recommendation.yaml.</summary>
public sealed class RecommendFact(ICatalogueSource catalogues, IStock stock) : IFactProvider
{
    private const int Shown = 3;

    // Candidates whose stock is looked up: enough to show three when most are sold out.
    private const int Candidates = 12;

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "recommend", [SlotNames.Product, SlotNames.Category, SlotNames.Amount],
        new FactOutcome("list", "list", "about"), new FactOutcome("need_category"), new FactOutcome("none_fit", "about"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var category = query[SlotNames.Category]
            ?? (query[SlotNames.Product] is { } id ? catalogue.Products.GetValueOrDefault(id)?.Category : null);
        var about = category is null ? null : catalogue.Categories.GetValueOrDefault(category);
        var hasBudget = decimal.TryParse(query[SlotNames.Amount], CultureInfo.InvariantCulture, out var budget);
        if (about is null && !hasBudget)
            return new Fact(Kind.Name, "need_category") { Missing = [SlotNames.Category] };
        // With a budget alone, one product a category: a choice of kinds, not of three teas.
        var pool = about is not null
            ? catalogue.InCategory(about.Id)
            : catalogue.Products.Values.GroupBy(p => p.Category, StringComparer.Ordinal).Select(g => g.MaxBy(p => p.Popularity)!);
        var candidates = pool.Where(p => !hasBudget || p.Skus.Min(s => s.Price) <= budget)
            .OrderByDescending(p => p.Popularity).Take(Candidates).ToArray();
        var levels = await stock.Levels(
            context.Tenant, [.. candidates.SelectMany(p => p.Skus).Select(s => s.Id)], cancellationToken);
        var inStock = levels.Where(l => l.Quantity > 0).Select(l => l.Sku).ToHashSet(StringComparer.Ordinal);
        var shown = candidates.Where(p => p.Skus.Any(s => inStock.Contains(s.Id))).Take(Shown).ToArray();
        return shown.Length == 0
            ? new Fact(Kind.Name, "none_fit").With("about", about?.Name ?? "店")
            : new Fact(Kind.Name, "list")
            {
                Cards = [.. shown.Select(p => Products.Card(p))],
                Options = [.. shown.Select(p => p.Id)],
                OptionSlot = SlotNames.Product,
            }
            .With("about", about?.Name ?? "店")
            .With("list", string.Join('\n', shown.Select((p, i) => $"{i + 1}. {p.Name}，{Money.Show(p.Skus.Min(s => s.Price))}起：{p.Summary}")));
    }
}
