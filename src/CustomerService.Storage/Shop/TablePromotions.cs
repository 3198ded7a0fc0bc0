using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Shop;

/// <summary>Coupons and campaigns, read from the tables at every question.</summary>
internal sealed class TablePromotions(IShopDatabase database) : IPromotions
{
    private const string CouponsSql = """
        SELECT id, title, threshold, amount, scope, starts_at, ends_at, how_to_get
        FROM coupons WHERE tenant = @tenant AND ends_at >= @day ORDER BY rowid
        """;

    private const string CampaignsSql = """
        SELECT id, title, scope, starts_at, ends_at, text
        FROM campaigns WHERE tenant = @tenant AND ends_at >= @day ORDER BY rowid
        """;

    public ValueTask<IReadOnlyList<Coupon>> Coupons(string tenant, DateOnly day, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<Coupon>>(
            async session => await session.Rows(
                CouponsSql,
                r => new Coupon(
                    r.GetString(0), r.GetString(1), r.Money(2), r.Money(3), r.GetString(4),
                    ShopMoment.ReadDay(r.GetString(5)), ShopMoment.ReadDay(r.GetString(6)), r.GetString(7)),
                ("@tenant", tenant), ("@day", ShopMoment.Format(day))),
            cancellationToken);

    public ValueTask<IReadOnlyList<Campaign>> Campaigns(string tenant, DateOnly day, CancellationToken cancellationToken) =>
        database.Read<IReadOnlyList<Campaign>>(
            async session => await session.Rows(
                CampaignsSql,
                r => new Campaign(
                    r.GetString(0), r.GetString(1), r.GetString(2), ShopMoment.ReadDay(r.GetString(3)),
                    ShopMoment.ReadDay(r.GetString(4)), r.GetString(5)),
                ("@tenant", tenant), ("@day", ShopMoment.Format(day))),
            cancellationToken);
}
