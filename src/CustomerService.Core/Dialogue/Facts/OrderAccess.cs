using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// The one gate to orders: an order is told to the member it belongs to, or to whom gives its number and the last four
/// digits of its phone. Whether a number exists is not told to anybody else.
/// </summary>
public sealed class OrderAccess(IOrders orders, ICatalogueSource catalogues)
{
    private const int Listed = 5;

    /// <summary>The slots every kind behind the gate needs.</summary>
    public static ImmutableArray<string> Slots { get; } =
        [SlotNames.Order, SlotNames.Phone, SlotNames.Product, SlotNames.Category];

    /// <summary>The outcomes of a closed gate; their words are common ones.</summary>
    public static ImmutableArray<FactOutcome> Outcomes { get; } =
    [
        new("need_order"), new("choose_order", "list"), new("no_orders"), new("need_proof"),
        new(FactContext.WrongProof), new("proof_locked"),
    ];

    /// <summary>The order a query may be told of, or the fact that says why not yet.</summary>
    /// <param name="query">Holds order, phone, member, proven and locked.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="likely">Which of a member's orders the question is likely about.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<(Order? Order, Fact? Closed)> Open(
        FactQuery query, FactContext context, Func<Order, bool> likely, CancellationToken cancellationToken)
    {
        if (query[SlotNames.Order] is not { } id)
            return await Choose(query, context, likely, cancellationToken);
        var order = await orders.Find(context.Tenant, id, cancellationToken);
        if (order is not null && (query[FactContext.Proven] is not null || order.Member == query[FactContext.Member]))
            return (order, null);
        if (query[FactContext.Locked] is not null)
            return (null, Closed(query, "proof_locked"));
        if (query[SlotNames.Phone] is not { } phone)
            return (null, Closed(query, "need_proof", SlotNames.Phone));
        return order is not null && order.PhoneTail == phone
            ? (order, null)
            : (null, Closed(query, FactContext.WrongProof, SlotNames.Phone));
    }

    /// <summary>Whether a member has an order of the goods named.</summary>
    public async ValueTask<bool> HasOrderOf(FactQuery query, FactContext context, CancellationToken cancellationToken) =>
        query[FactContext.Member] is { } member
        && (await orders.OfMember(context.Tenant, member, Listed, cancellationToken)).Any(o => IsAbout(o, query, context.Tenant));

    /// <summary>A fact about an order, with its card; keeps the proof for the session.</summary>
    public Fact About(string kind, string outcome, Order order, FactContext context)
    {
        var item = ItemOf(order, context.Tenant);
        var settled = ImmutableDictionary<string, string>.Empty
            .Add(SlotNames.Order, order.Id).Add(FactContext.Proven, order.Id);
        // What is asked next ("保修多久") is likely about the goods of this order.
        if (ProductsOf(order, context.Tenant).Distinct().ToArray() is [var product])
            settled = settled.Add(SlotNames.Product, product.Id);
        return new Fact(kind, outcome)
        {
            Settled = settled,
            Cards = [Card(order, context.Tenant)],
        }
        .With("order", order.Id).With("item", item).With("status", StatusWord(order.Status));
    }

    private async ValueTask<(Order?, Fact?)> Choose(
        FactQuery query, FactContext context, Func<Order, bool> likely, CancellationToken cancellationToken)
    {
        if (query[FactContext.Member] is not { } member)
            return (null, Closed(query, "need_order", SlotNames.Order));
        var mine = await orders.OfMember(context.Tenant, member, Listed, cancellationToken);
        var named = mine.Where(o => IsAbout(o, query, context.Tenant)).ToArray();
        if (named is [var one])
            return (one, null);
        var fitting = (named.Length > 0 ? named : mine).Where(likely).ToArray();
        if (fitting is [var only])
            return (only, null);
        if (mine.Count == 0)
            return (null, Closed(query, "no_orders"));
        var listed = fitting.Length > 0 ? fitting : named.Length > 0 ? named : [.. mine];
        return listed is [var single]
            ? (single, null)
            : (null, (Closed(query, "choose_order", SlotNames.Order) with
            {
                Options = [.. listed.Select(o => o.Id)],
                OptionSlot = SlotNames.Order,
                QuickReplies = [.. listed.Select(o => o.Id)],
                Cards = [.. listed.Select(o => Card(o, context.Tenant))],
            }).With("list", string.Join('\n', listed.Select((o, i) => $"{i + 1}. {o.Id} {ItemOf(o, context.Tenant)}（{StatusWord(o.Status)}）"))));
    }

    // "电饭煲那单": the order that holds the goods under discussion.
    private bool IsAbout(Order order, FactQuery query, string tenant)
    {
        var catalogue = catalogues.Current(tenant);
        return ProductsOf(order, tenant).Any(p => p.Id == query[SlotNames.Product]
            || (query[SlotNames.Category] is { } category && catalogue.InCategory(category).Contains(p)));
    }

    private IEnumerable<Product> ProductsOf(Order order, string tenant)
    {
        var catalogue = catalogues.Current(tenant);
        foreach (var item in order.Items)
        {
            if (catalogue.Skus.TryGetValue(item.Sku, out var sku) && catalogue.Products.TryGetValue(sku.Product, out var product))
                yield return product;
        }
    }

    private Card Card(Order order, string tenant) => new("order", order.Id, ItemOf(order, tenant))
    {
        Subtitle = $"{order.Id} · {StatusWord(order.Status)}",
        Price = Money.Show(order.Total),
    };

    private string ItemOf(Order order, string tenant)
    {
        var catalogue = catalogues.Current(tenant);
        var names = order.Items.Select(i => catalogue.Skus.TryGetValue(i.Sku, out var sku)
            && catalogue.Products.TryGetValue(sku.Product, out var product) ? $"{product.Name} {sku.Colour}{sku.Spec}".TrimEnd() : i.Sku).ToArray();
        return names.Length > 1 ? $"{names[0]}等{names.Length}件" : names[0];
    }

    private static Fact Closed(FactQuery query, string outcome, params ImmutableArray<string> missing) =>
        new(query.Kind, outcome) { Missing = missing };

    /// <summary>How a status is told.</summary>
    public static string StatusWord(OrderStatus status) => status switch
    {
        OrderStatus.PendingPayment => "待付款",
        OrderStatus.Paid => "已付款待发货",
        OrderStatus.Packing => "正在打包",
        OrderStatus.Shipped => "运输中",
        OrderStatus.Delivered => "已签收",
        OrderStatus.Completed => "已完成",
        OrderStatus.Cancelled => "已取消",
        OrderStatus.Refunding => "退款中",
        OrderStatus.Refunded => "已退款",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
