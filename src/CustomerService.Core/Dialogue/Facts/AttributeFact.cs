using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>A property that a question of another kind asks for by the way: size advice, how to use.</summary>
public sealed class AttributeFact(ICatalogueSource catalogues) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new("attribute", [SlotNames.Product], new FactOutcome("attribute", "list")) { ReadsText = true };

    /// <inheritdoc/>
    public ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var (product, _) = Products.Of(query, catalogues.Current(context.Tenant));
        var asked = product is null ? [] : AttributeWords.Find(context.Segment(query).Text, product).Take(2).ToArray();
        return new(asked.Length == 0
            ? new Fact(Kind.Name, Fact.None)
            : new Fact(Kind.Name, "attribute") { Cards = [Products.Card(product!)] }
                .With("list", string.Join("；", asked.Select(a => $"{a.Key}：{a.Value}"))));
    }
}
