using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Products named together, side by side as the catalogue states them. Its words stand in flows/recommendation.yaml.</summary>
public sealed class CompareFact(ICatalogueSource catalogues) : IFactProvider
{
    private const int Shown = 3, Attributes = 4;

    /// <inheritdoc/>
    public FactKind Kind { get; } = new("compare", [SlotNames.Compared], new FactOutcome("compared", "list"));

    /// <inheritdoc/>
    public ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var products = (query[SlotNames.Compared] ?? "").Split(',')
            .Select(id => catalogue.Products.GetValueOrDefault(id)).OfType<Product>().Take(Shown).ToArray();
        if (products.Length < 2)
            return new(new Fact(Kind.Name, Fact.None));
        // Only what differs helps to choose.
        var shared = products.Select(p => p.Attributes.Select(a => a.Key)).Aggregate((a, b) => a.Intersect(b, StringComparer.Ordinal))
            .Where(k => products.Select(p => ValueOf(p, k)).Distinct(StringComparer.Ordinal).Count() > 1).Take(Attributes).ToArray();
        return new(new Fact(Kind.Name, "compared")
        {
            Cards = [.. products.Select(p => Products.Card(p))],
            Options = [.. products.Select(p => p.Id)],
            OptionSlot = SlotNames.Product,
        }
        .With("list", string.Join('\n', products.Select(p =>
            $"· {p.Name}（{Money.Show(p.Skus.Min(s => s.Price))}起）：{p.Summary}{string.Join("；", shared.Select(k => $"{k}{ValueOf(p, k)}"))}"))));
    }

    private static string ValueOf(Product product, string attribute) => product.Attributes.First(a => a.Key == attribute).Value;
}
