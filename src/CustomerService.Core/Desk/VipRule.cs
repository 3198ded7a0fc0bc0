using CustomerService.Core.Commerce;

namespace CustomerService.Core.Desk;

/// <summary>Whether a shopper is a VIP, by what they bought.</summary>
public sealed class VipRule(IOrders orders, DeskSetting setting)
{
    private const int Looked = 50;

    /// <summary>False too where the shop cannot be asked: a queue does not wait for it.</summary>
    public async ValueTask<bool> IsVip(string tenant, string? member)
    {
        if (member is null || setting.VipFrom is not { } from)
            return false;
        try
        {
            var bought = await orders.OfMember(tenant, member, Looked, CancellationToken.None);
            return bought.Where(o => o.Status is not (OrderStatus.PendingPayment or OrderStatus.Cancelled or OrderStatus.Refunded)).Sum(o => o.Total) >= from;
        }
        catch (Exception e) when (e is ShopUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
