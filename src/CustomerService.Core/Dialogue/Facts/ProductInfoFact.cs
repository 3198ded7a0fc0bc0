using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>A property of a product, as the catalogue states it. Its words stand in flows/product_info.yaml.</summary>
public sealed class ProductInfoFact(ICatalogueSource catalogues) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "product_info",
        [SlotNames.Product, SlotNames.Category],
        Products.Needed,
        new("attribute", "list"),
        new("colours", "list"),
        new("specs", "list", "name"),
        new("overview", "summary", "list"))
    {
        ReadsText = true,
    };

    /// <inheritdoc/>
    public ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var (product, ask) = Products.Of(query, catalogue);
        if (product is null)
            return new(ask!);
        var segment = context.Segment(query);
        var fact = new Fact("product_info", "attribute") { Cards = [Products.Card(product)] };
        var asked = AttributeWords.Find(segment.Text, product).Take(3).ToArray();
        if (asked.Length > 0)
            return new(fact.With("list", string.Join("；", asked.Select(a => $"{a.Key}：{a.Value}"))));
        if (AttributeWords.AsksColours(segment.Text) && product.Colours.Count > 0)
            return new((fact with { Outcome = "colours" }).With("list", string.Join("、", product.Colours)));
        var specName = catalogue.Categories.GetValueOrDefault(product.Category)?.SpecName;
        if (product.Specs.Count > 0 && AttributeWords.AsksSpecs(segment.Text, specName))
            return new((fact with { Outcome = "specs" }).With("list", string.Join("、", product.Specs)).With("name", specName ?? "规格"));
        // A question for a property that the catalogue does not state gets no overview instead: that would evade it.
        if (segment.Slot(SlotNames.Product) is null && !AttributeWords.AsksOverview(segment.Text))
            return new(new Fact("product_info", Fact.None));
        return new((fact with { Outcome = "overview" })
            .With("summary", product.Summary)
            .With("list", string.Join("；", product.Attributes.Take(4).Select(a => $"{a.Key}：{a.Value}"))));
    }
}
