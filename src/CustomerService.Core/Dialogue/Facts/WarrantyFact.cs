using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>The warranty of a product. Its words stand in flows/warranty.yaml.</summary>
public sealed class WarrantyFact(ICatalogueSource catalogues, IPolicies policies) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "warranty", [SlotNames.Product, SlotNames.Category],
        new FactOutcome("term", "months", "text", "service_point"), new FactOutcome("no_warranty"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var (product, _) = Products.Of(query, catalogues.Current(context.Tenant));
        if (product is null)
            return new Fact(Kind.Name, Fact.None);
        return await policies.Warranty(context.Tenant, product, cancellationToken) is { } term
            ? new Fact(Kind.Name, "term") { Cards = [Products.Card(product)] }
                .With("months", $"{term.Months}").With("text", term.Text).With("service_point", term.ServicePoint)
            : new Fact(Kind.Name, "no_warranty");
    }
}
