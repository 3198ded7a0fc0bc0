using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether a variant is in stock, where, and when it would arrive. Its words stand in flows/stock.yaml.</summary>
public sealed class StockFact(ICatalogueSource catalogues, IStock stock, IPolicies policies) : IFactProvider
{
    // Few enough that a shopper who waits may find it gone.
    private const int Few = 3;

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(
        "stock",
        [SlotNames.Product, SlotNames.Category, SlotNames.Colour, SlotNames.Spec, SlotNames.City, SlotNames.Quantity, SlotNames.Unlisted],
        Products.Needed,
        Products.Unlisted,
        new("choose", "missing", "choices"),
        new("no_such_variant", "said", "choices"),
        new("available", "variant", "warehouse", "quantity", "order_day", "arrive_day", "to"),
        new("few", "variant", "warehouse", "quantity", "order_day", "arrive_day", "to"),
        new("not_enough", "variant", "warehouse", "quantity", "wanted_quantity"),
        new("only", "variant", "wanted", "warehouse", "quantity", "order_day", "arrive_day", "to"),
        new("restock", "variant", "restock", "alternatives"),
        new("alternatives", "variant", "alternatives"),
        new("sold_out", "variant"));

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var catalogue = catalogues.Current(context.Tenant);
        var (product, ask) = Products.Of(query, catalogue);
        if (product is null)
            return ask!;
        var category = catalogue.Categories.GetValueOrDefault(product.Category);
        var colour = Variants.Colour(product, query[SlotNames.Colour]);
        var spec = Variants.Spec(product, query[SlotNames.Spec]);
        if (NotOffered(query, product, colour, spec) is { } refusal)
            return refusal;

        var wanted = Variants.Of(product, colour, spec);
        var levels = await stock.Levels(context.Tenant, [.. product.Skus.Select(s => s.Id)], cancellationToken);
        var inStock = levels.Where(l => l.Quantity > 0).ToLookup(l => l.Sku, StringComparer.Ordinal);
        var left = wanted.Where(s => inStock.Contains(s.Id)).ToArray();
        var open = MissingSlots(product, colour, spec, wanted);
        if (open.Count > 0 && left.Length > 1)
            return Choose(product, category, open, left);
        if (left.Length == 0)
            return SoldOut(product, category, colour, spec, wanted, levels, inStock, context.Now);

        var sku = left[0];
        var policy = await policies.Shop(context.Tenant, cancellationToken);
        var delivery = await Delivery(
            context, [.. inStock[sku.Id]], query[SlotNames.City] ?? policy.DefaultCity, cancellationToken);
        var asked = int.TryParse(query[SlotNames.Quantity], CultureInfo.InvariantCulture, out var pieces) ? pieces : 1;
        var outcome = inStock[sku.Id].Sum(l => l.Quantity) < asked ? "not_enough" : open.Count > 0 && wanted.Count > 1 ? "only" : delivery.Level.Quantity <= Few ? "few" : "available";
        return new Fact("stock", outcome)
        {
            Values = ImmutableDictionary<string, string>.Empty
                .Add("variant", Variants.Name(product, sku.Colour, sku.Spec, category))
                .Add("wanted", Variants.Name(product, colour, spec, category))
                .Add("warehouse", delivery.Level.Warehouse)
                .Add("quantity", delivery.Level.Quantity.ToString(CultureInfo.InvariantCulture))
                .Add("wanted_quantity", query[SlotNames.Quantity] ?? "")
                .Add("order_day", "今日")
                .Add("arrive_day", Days.Show(delivery.Arrives, context.Now))
                .Add("to", query[SlotNames.City] is { } city ? $"{city}" : ""),
            Cards = [Products.Card(product, Variants.Name(product, sku.Colour, sku.Spec, category)) with { Price = Money.Show(sku.Price) }],
            Settled = Settled(sku),
        };
    }

    private static Fact? NotOffered(FactQuery query, Product product, string? colour, string? spec)
    {
        var (slot, choices) = (query[SlotNames.Colour], query[SlotNames.Spec]) switch
        {
            ({ }, _) when colour is null && product.Colours.Count > 0 => (SlotNames.Colour, product.Colours),
            (_, { }) when spec is null && product.Specs.Count > 0 => (SlotNames.Spec, product.Specs),
            _ => ("", []),
        };
        return slot.Length == 0
            ? null
            : new Fact("stock", "no_such_variant") { Missing = [slot], QuickReplies = [.. choices], Options = [.. choices], OptionSlot = slot }
                .With("said", query[slot]!)
                .With("choices", string.Join("、", choices));
    }

    private static List<string> MissingSlots(Product product, string? colour, string? spec, IReadOnlyList<Sku> wanted)
    {
        var missing = new List<string>(2);
        if (colour is null && product.Colours.Count > 0 && wanted.Select(s => s.Colour).Distinct(StringComparer.Ordinal).Count() > 1)
            missing.Add(SlotNames.Colour);
        if (spec is null && product.Specs.Count > 0 && wanted.Select(s => s.Spec).Distinct(StringComparer.Ordinal).Count() > 1)
            missing.Add(SlotNames.Spec);
        return missing;
    }

    private static Fact Choose(Product product, Category? category, List<string> missing, Sku[] left)
    {
        // With one choice open its values are a tap away; with two the product of both would be a wall of buttons.
        var choices = missing is [var one]
            ? left.Select(s => one == SlotNames.Colour ? s.Colour : s.Spec).OfType<string>().Distinct(StringComparer.Ordinal).ToArray()
            : [];
        return new Fact("stock", "choose")
        {
            Missing = [.. missing],
            QuickReplies = [.. choices],
            Options = [.. choices],
            OptionSlot = missing[0],
            Cards = [Products.Card(product)],
        }
        .With("missing", string.Join("和", missing.Select(m => m == SlotNames.Colour ? "颜色" : category?.SpecName ?? "规格")))
        .With("choices", choices.Length > 0 ? $"现有{string.Join("、", choices)}可选。" : "");
    }

    private static Fact SoldOut(
        Product product, Category? category, string? colour, string? spec, IReadOnlyList<Sku> wanted,
        IReadOnlyList<StockLevel> levels, ILookup<string, StockLevel> inStock, DateTimeOffset now)
    {
        var ids = wanted.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var restock = levels.Where(l => ids.Contains(l.Sku) && l.Restock >= Days.Today(now)).Min(l => l.Restock);
        // What is nearest to the wish: the same spec in another colour, else the same colour in another spec.
        var others = product.Skus.Where(s => inStock.Contains(s.Id)).ToArray();
        var near = others.Where(s => spec is not null && s.Spec == spec).Concat(others.Where(s => colour is not null && s.Colour == colour))
            .Distinct().Take(4).Select(s => Variants.Name(product, s.Colour, s.Spec, category)).ToArray();
        var alternatives = string.Join("、", near);
        var fact = new Fact("stock", restock is not null ? "restock" : near.Length > 0 ? "alternatives" : "sold_out")
        {
            QuickReplies = [.. near],
            Cards = [Products.Card(product)],
        }
        .With("variant", Variants.Name(product, colour, spec, category));
        return restock is { } day
            ? fact.With("restock", Days.Show(day, now)).With("alternatives", near.Length > 0 ? $"目前{alternatives}有货。" : "")
            : fact.With("alternatives", alternatives);
    }

    private async ValueTask<(StockLevel Level, DateOnly Arrives)> Delivery(
        FactContext context, IReadOnlyList<StockLevel> levels, string city, CancellationToken cancellationToken)
    {
        var promises = await stock.Promises(context.Tenant, [.. levels.Select(l => l.Warehouse)], city, cancellationToken);
        return levels.Select(l => (Level: l, Arrives: Arrival(l, promises, city, context.Now)))
            .OrderBy(d => d.Arrives).ThenByDescending(d => d.Level.Quantity).First();
    }

    private static DateOnly Arrival(
        StockLevel level, IReadOnlyList<DeliveryPromise> promises, string city, DateTimeOffset now)
    {
        var promise = promises.FirstOrDefault(p => p.Warehouse == level.Warehouse && p.City == city)
            ?? promises.FirstOrDefault(p => p.Warehouse == level.Warehouse && p.City == DeliveryPromise.Anywhere);
        // A warehouse without a promise is told as the slowest of the sample's: better late on paper than late at the door.
        var days = promise?.Days ?? 5;
        var late = promise?.Cutoff is { } cutoff && TimeOnly.FromDateTime(now.DateTime) >= cutoff ? 1 : 0;
        return Days.Today(now).AddDays(days + late);
    }

    private static ImmutableDictionary<string, string> Settled(Sku sku)
    {
        var settled = ImmutableDictionary<string, string>.Empty;
        if (sku.Colour is not null)
            settled = settled.Add(SlotNames.Colour, sku.Colour);
        return sku.Spec is null ? settled : settled.Add(SlotNames.Spec, sku.Spec);
    }
}
