using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>When a product not yet ordered would arrive, and what freight it costs. Its words stand in flows/shipping.yaml.</summary>
public sealed class DeliveryFact(ICatalogueSource catalogues, IStock stock, IPolicies policies) : IFactProvider
{
    private static readonly string[] FreightWords = ["运费", "包邮", "邮费", "免邮", "快递费"];
    private static readonly string[] ArrivalWords = ["多久", "几天", "什么时候到", "哪天到", "能到", "送到", "送达", "到货要"];

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "delivery",
        [SlotNames.Product, SlotNames.City],
        new FactOutcome("freight", "free_over", "fee", "remote_fee"),
        new FactOutcome("freight_remote", "to", "remote_fee"),
        new FactOutcome("promise", "to", "warehouse", "arrive_day"))
    {
        ReadsText = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var text = context.Segment(query).Text;
        var policy = await policies.Shop(context.Tenant, cancellationToken);
        var city = query[SlotNames.City];
        var place = catalogues.Current(context.Tenant).Places.FirstOrDefault(p => p.City == city);
        if (FreightWords.Any(w => text.Contains(w, StringComparison.Ordinal)))
        {
            var remote = policy.Freight.RemoteRegions.FirstOrDefault(r => text.Contains(r, StringComparison.Ordinal)
                || city?.Contains(r, StringComparison.Ordinal) == true || place?.Province.Contains(r, StringComparison.Ordinal) == true);
            return remote is not null
                ? new Fact(Kind.Name, "freight_remote").With("to", city ?? remote).With("remote_fee", Money.Show(policy.Freight.RemoteFee))
                : new Fact(Kind.Name, "freight")
                    .With("free_over", Money.Show(policy.Freight.FreeOver))
                    .With("fee", Money.Show(policy.Freight.Fee))
                    .With("remote_fee", Money.Show(policy.Freight.RemoteFee));
        }
        if (query[SlotNames.Product] is not { } id || !catalogues.Current(context.Tenant).Products.TryGetValue(id, out var product)
            || (city is null && !ArrivalWords.Any(w => text.Contains(w, StringComparison.Ordinal))))
        {
            return new Fact(Kind.Name, Fact.None);
        }
        city ??= policy.DefaultCity;
        var levels = (await stock.Levels(context.Tenant, [.. product.Skus.Select(s => s.Id)], cancellationToken))
            .Where(l => l.Quantity > 0).ToArray();
        var promises = await stock.Promises(
            context.Tenant, [.. levels.Select(l => l.Warehouse).Distinct(StringComparer.Ordinal)], city, cancellationToken);
        var best = promises.OrderBy(p => p.City == DeliveryPromise.Anywhere).ThenBy(p => p.Days).FirstOrDefault();
        return best is null
            ? new Fact(Kind.Name, Fact.None)
            : new Fact(Kind.Name, "promise")
                .With("to", city).With("warehouse", best.Warehouse)
                .With("arrive_day", Days.Show(Days.Today(context.Now).AddDays(best.Days), context.Now));
    }
}
