using CustomerService.Contracts.Profiles;
using CustomerService.Core.Tests.Care;
using CustomerService.Core.Commerce;
using CustomerService.Core.Desk;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Profiles;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>A shop in memory whose stock and orders a test may change.</summary>
internal sealed class TalkShop : ICatalogueSource, IStock, IOrders, IPromotions, IPolicies, IKnowledge, IProfiles, IDeskStatus
{
    /// <summary>Whether a human is online.</summary>
    public bool IsStaffed { get; set; } = true;

    /// <summary>Whether the desk cannot be asked.</summary>
    public bool DeskFails { get; set; }

    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    ValueTask<bool> IDeskStatus.IsStaffed(string tenant, CancellationToken cancellationToken) =>
        DeskFails ? ValueTask.FromException<bool>(new TimeoutException()) : new(IsStaffed);

    public Catalogue Catalogue { get; } = Build();

    public Dictionary<string, StockLevel> Stock { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Order> Orders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OrderChangeOutcome> Changes { get; } = new(StringComparer.Ordinal);

    public FaqMatch? Faq { get; set; }

    public bool FaqIsDown { get; set; }

    public Refund? Refund { get; set; }

    public PriceProtection? Protection { get; set; } = new(15, ["formula"], "秒杀价除外。", "请在订单里申请。");

    /// <summary>Coupons given in any talk of this shop.</summary>
    public MemoryLedger Coupons { get; } = new();

    public bool IsDown { get; set; }

    /// <summary>What is known of the shopper; null where the profile cannot be had.</summary>
    public ShopperProfile? Profile { get; set; } = ShopperProfile.Empty;

    public TalkShop()
    {
        foreach (var sku in Catalogue.Skus.Values)
            Put(sku.Id, 20);
        Orders["202611150023"] = Order("202611150023", OrderStatus.Shipped, "P1001-黑色-256G");
        Orders["202611160031"] = Order("202611160031", OrderStatus.Paid, "P7001--4L");
    }

    public void Put(string sku, int quantity, string warehouse = "北京仓", DateOnly? restock = null) =>
        Stock[sku] = new StockLevel(sku, warehouse, warehouse[..2], quantity, restock);

    public Catalogue Current(string tenant) => Catalogue;

    public ValueTask<IReadOnlyList<StockLevel>> Levels(string tenant, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        IsDown ? throw new ShopUnavailableException("stock", "down") : new([.. Stock.Values.Where(l => skus.Contains(l.Sku))]);

    public ValueTask<IReadOnlyList<DeliveryPromise>> Promises(string tenant, IReadOnlyList<string> warehouses, string city, CancellationToken cancellationToken) =>
        new(city == "北京" ? [.. warehouses.Select(w => new DeliveryPromise(w, city, w == "北京仓" ? 1 : 3, null))] : []);

    public ValueTask<Order?> Find(string tenant, string order, CancellationToken cancellationToken) => new(Orders.GetValueOrDefault(order));

    public ValueTask<IReadOnlyList<Order>> OfMember(string tenant, string member, int limit, CancellationToken cancellationToken) =>
        new([.. Orders.Values.Where(o => o.Member == member).Take(limit)]);

    public ValueTask<IReadOnlyList<TraceLine>> Trace(string tenant, string order, CancellationToken cancellationToken) =>
        new([new TraceLine(Talk.Start, "北京", "快件到达北京营业部")]);

    public ValueTask<Refund?> RefundOf(string tenant, string order, CancellationToken cancellationToken) => new(Refund?.Order == order ? Refund : null);

    public ValueTask<OrderChangeOutcome> Change(string tenant, OrderChange change, CancellationToken cancellationToken)
    {
        if (!Changes.TryGetValue(change.OperationId, out var outcome))
        {
            outcome = Orders[change.Order].Status == OrderStatus.Paid ? OrderChangeOutcome.Done : OrderChangeOutcome.TooLate;
            Changes[change.OperationId] = outcome;
            if (outcome == OrderChangeOutcome.Done && change.Kind == OrderChangeKind.Cancel)
                Orders[change.Order] = Orders[change.Order] with { Status = OrderStatus.Cancelled };
        }
        return new(outcome);
    }

    ValueTask<IReadOnlyList<Coupon>> IPromotions.Coupons(string tenant, DateOnly day, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<Campaign>> Campaigns(string tenant, DateOnly day, CancellationToken cancellationToken) => new([]);

    public ValueTask<ShopPolicy> Shop(string tenant, CancellationToken cancellationToken) => new(new ShopPolicy(
        "试店", TimeZoneInfo.CreateCustomTimeZone("shop", Offset, "shop", "shop"), "北京", new TimeOnly(8, 0), null,
        new FreightPolicy(59, 8, 15, ["新疆"]), new ReturnPolicy(7, 15, 30, "", [], [], []), "", [])
    {
        PriceProtection = Protection,
    });

    public ValueTask<WarrantyTerm?> Warranty(string tenant, Product product, CancellationToken cancellationToken) =>
        new(product.WarrantyMonths > 0 ? new WarrantyTerm(product.Id, product.WarrantyMonths, "整机保修", "就近站点") : null);

    public ValueTask<ShopperProfile> Of(string tenant, string shopper, CancellationToken cancellationToken) =>
        Profile is null ? throw new TimeoutException() : new(Profile);

    public ValueTask Prefer(string tenant, string shopper, StatedPreference preference, CancellationToken cancellationToken)
    {
        Profile = Profile! with
        {
            Preferences = new Dictionary<string, string>(Profile.Preferences, StringComparer.Ordinal) { [preference.Name] = preference.Value },
        };
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<FaqMatch>> Search(
        string tenant, string text, TextVector vector, int limit, CancellationToken cancellationToken) =>
        FaqIsDown ? throw new InvalidOperationException("The index is not made.") : new(Faq is { } match ? [match] : []);

    private static Order Order(string id, OrderStatus status, string sku) => new(
        id, "shopper-001", "5678", "北京", "朝阳区", status, Talk.Start.AddDays(-3), [new OrderItem(sku, 1, 100)])
    {
        PaidAt = Talk.Start.AddDays(-3),
        Carrier = "星河快运",
        TrackingNumber = "XH1",
    };

    private static Catalogue Build() => new(
        [
            new("phone", null, "手机", [], "存储版本", null), new("ricecooker", null, "电饭煲", [], "容量", null),
            new("formula", null, "奶粉", [], "段位", "mother-baby"), new("skincare", null, "面部护肤", ["护肤"], "净含量", null),
            new("gift-set", null, "节庆礼盒", ["礼盒"], "规格", null), new("gift-tea", null, "茶叶礼盒", ["茶叶"], "规格", null),
        ],
        [
            Product("P1001", "phone", "星河X1 5G手机", ["星河X1", "X1"], ["黑色", "白色"], ["128G", "256G"], featured: true),
            Product("P1002", "phone", "青禾Note 12手机", ["Note12"], ["黑色"], ["128G"], featured: false),
            Product("P7001", "ricecooker", "米小厨智能电饭煲", ["米小厨"], [null], ["3L", "4L"], featured: true),
            Product("P2001", "formula", "贝护优儿配方奶粉", ["贝护奶粉"], [null], ["1段", "2段"], featured: true),
            Product("P5001", "skincare", "初见保湿面霜", [], [null], ["50g"], featured: true),
            Product("P9001", "gift-tea", "春山茗韵茶礼", [], [null], ["250g"], featured: true),
            Product("P9101", "gift-set", "喜乐坚果礼盒", [], [null], ["1.5kg"], featured: true),
        ],
        [new("北京", "北京"), new("上海", "上海")]);

    private static Product Product(
        string id, string category, string name, string[] aliases, string?[] colours, string[] specs, bool featured) => new(
            id, category, name, aliases, "牌", "简介。", 12, featured, 1,
            [.. colours.SelectMany(c => specs.Select(s => new Sku($"{id}-{c}-{s}", id, c, s, s == "256G" ? 3299 : 2899, null)))],
            [new("保质期", "240天"), new("材质", "金属")]);
}
