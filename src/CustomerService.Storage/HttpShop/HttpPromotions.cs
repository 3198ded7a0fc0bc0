using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.HttpShop;

/// <summary>Coupons and campaigns from the shop's back end.</summary>
internal sealed class HttpPromotions(ShopClient client) : IPromotions
{
    public ValueTask<IReadOnlyList<Coupon>> Coupons(string tenant, DateOnly day, CancellationToken cancellationToken) =>
        client.Get<CouponsAnswer, IReadOnlyList<Coupon>>(
            "coupons", tenant, [("day", ShopMoment.Format(day))], WireJson.Default.CouponsAnswer,
            answer => [.. WireChecks.Whole(answer.Coupons).Where(c => c.Ends >= day)], cancellationToken);

    public ValueTask<IReadOnlyList<Campaign>> Campaigns(string tenant, DateOnly day, CancellationToken cancellationToken) =>
        client.Get<CampaignsAnswer, IReadOnlyList<Campaign>>(
            "campaigns", tenant, [("day", ShopMoment.Format(day))], WireJson.Default.CampaignsAnswer,
            answer => [.. WireChecks.Whole(answer.Campaigns).Where(c => c.Ends >= day)], cancellationToken);
}
