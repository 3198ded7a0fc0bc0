using System.Collections.Immutable;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// A property that a question of another kind asks for by the way: size advice, how to use. Where it is a size chart and the
/// shopper says how old, tall or heavy the wearer is, it comes with the size or stage that fits.
/// </summary>
public sealed class AttributeFact(ICatalogueSource catalogues) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "attribute",
        [SlotNames.Product],
        new FactOutcome("attribute", "list"),
        new FactOutcome("fits", "list", "fitting", "by") { IsOptional = true })
    {
        ReadsText = true,
    };

    /// <inheritdoc/>
    public ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var (product, _) = Products.Of(query, catalogues.Current(context.Tenant));
        var text = context.Segment(query).Text;
        var asked = product is null ? [] : AttributeWords.Find(text, product).Take(2).ToArray();
        if (asked.Length == 0)
            return new(new Fact(Kind.Name, Fact.None));
        var fact = new Fact(Kind.Name, "attribute") { Cards = [Products.Card(product!)] }
            .With("list", string.Join("；", asked.Select(a => $"{a.Key}：{a.Value}")));
        // "身高175，160斤，穿多大合适" may be read in pieces.
        var measures = BodyMeasures.In(string.Join(',', context.Turn.Segments.Select(s => s.Text)));
        return new(asked.Select(a => SizeChart.Fit(a.Value, product!.Specs, measures)).FirstOrDefault(f => f is not null) is not var (spec, by)
            ? fact
            : (fact with { Outcome = "fits", Settled = ImmutableDictionary<string, string>.Empty.Add(SlotNames.Spec, spec) })
                .With("fitting", spec).With("by", by));
    }
}
