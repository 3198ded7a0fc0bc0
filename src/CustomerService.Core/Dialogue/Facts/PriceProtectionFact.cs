using System.Collections.Immutable;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>What the goods of an order have become cheaper by, and whether that is paid back. Its words stand in flows/price.yaml.</summary>
public sealed class PriceProtectionFact(
    OrderAccess access, IPolicies policies, ICatalogueSource catalogues, ProtectionWords words) : IFactProvider
{
    private const string Name = "price_protection";

    private static readonly ImmutableArray<string> Values =
        ["order", "item", "status", "days", "until", "placed_at", "list", "difference", "how", "except"];

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        Name,
        [.. OrderAccess.Slots, SlotNames.Change],
        [
            .. OrderAccess.Outcomes.Select(o => o.Name == "need_order" ? o with { Values = ["days"] } : o),
            new("cheaper", Values), new("apply", Values), new("not_cheaper", Values), new("expired", Values), new("excluded", Values),
            new("not_sold", Values), new("void", "order", "item", "status"),
        ])
    {
        ReadsText = true,
        ChecksOwner = true,
    };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var segment = context.Segment(query);
        if (!words.Ask(segment, goesOn: query[SlotNames.Change] == Name))
            return new Fact(Name, Fact.None);
        if ((await policies.Shop(context.Tenant, cancellationToken)).PriceProtection is not { } rule)
            return new Fact(Name, Fact.None);
        var (order, closed) = await access.Open(query, context, o => IsBought(o) && DaysLeft(o, rule, context) >= 0, cancellationToken);
        var fact = order is null ? closed!.With("days", $"{rule.Days}") : Judge(order, rule, context, words.Apply(segment));
        // What the number or the proof is asked for, that the answer be about it.
        return fact with { Settled = fact.Settled.SetItem(SlotNames.Change, Name) };
    }

    private Fact Judge(Order order, PriceProtection rule, FactContext context, bool apply)
    {
        var lines = Lines(order, rule, catalogues.Current(context.Tenant));
        var known = lines.OfType<Line.Known>().ToArray();
        var cheaper = known.Where(l => l.Saved > 0).ToArray();
        var outcome = !IsBought(order) ? "void"
            : DaysLeft(order, rule, context) < 0 ? "expired"
            : cheaper.Length > 0 ? apply ? "apply" : "cheaper"
            : lines.Count == 0 ? "excluded"
            : known.Length < lines.Count ? "not_sold"
            : "not_cheaper";
        return access.About(Name, outcome, order, context)
            .With("days", $"{rule.Days}").With("until", Days.Show(Placed(order, context).AddDays(rule.Days), context.Now))
            .With("placed_at", Days.Show(order.PlacedAt, context.Now))
            .With("list", string.Join('；', (cheaper.Length > 0 ? cheaper : known).Select(l => l.Show(order.Items.Count > 1))))
            .With("difference", Money.Show(cheaper.Sum(l => l.Saved)))
            .With("how", rule.HowToGet).With("except", rule.Except);
    }

    // Lines that the rule covers; one whose goods are gone from the catalogue may be any.
    private static List<Line> Lines(Order order, PriceProtection rule, Catalogue catalogue)
    {
        var excluded = rule.Excluded.SelectMany(catalogue.InCategory).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var lines = new List<Line>();
        foreach (var item in order.Items)
        {
            if (!catalogue.Skus.TryGetValue(item.Sku, out var sku) || !catalogue.Products.TryGetValue(sku.Product, out var product))
                lines.Add(new Line.Unknown());
            else if (!excluded.Contains(product.Id))
                lines.Add(new Line.Known(product.Name, item, sku.Price));
        }
        return lines;
    }

    private static bool IsBought(Order order) =>
        order.Status is not (OrderStatus.PendingPayment or OrderStatus.Cancelled or OrderStatus.Refunding or OrderStatus.Refunded);

    private static DateOnly Placed(Order order, FactContext context) => Days.Today(order.PlacedAt.ToOffset(context.Now.Offset));

    private static int DaysLeft(Order order, PriceProtection rule, FactContext context) =>
        Placed(order, context).DayNumber + rule.Days - Days.Today(context.Now).DayNumber;

    private abstract record Line
    {
        public sealed record Unknown : Line;

        public sealed record Known(string Product, OrderItem Bought, decimal Now) : Line
        {
            public decimal Saved => Math.Max(0, Bought.Price - Now) * Bought.Quantity;

            public string Show(bool named) =>
                $"{(named ? Product : "")}下单价{Money.Show(Bought.Price)}，现价{Money.Show(Now)}{(Bought.Quantity > 1 ? $"（{Bought.Quantity}件）" : "")}";
        }
    }
}
