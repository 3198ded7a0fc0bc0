using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public abstract class TableOrdersContract : ShopContract
{
    private const string Tenant = TableShop.Tenant;

    [Fact]
    public async Task Find_Order_TellsAllOfIt()
    {
        var order = (await Shop.Orders.Find(Tenant, "O2", TestContext.Current.CancellationToken))!;

        order.Member.ShouldBe("m1");
        order.PhoneTail.ShouldBe("5678");
        order.Status.ShouldBe(OrderStatus.Shipped);
        order.Items.ShouldBe([new OrderItem("P2-1", 1, 268.50m)]);
        order.Total.ShouldBe(268.50m);
        order.ShippedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)));
        order.DeliveredAt.ShouldBeNull();
        (order.Carrier, order.TrackingNumber, order.Payment, order.Invoice).ShouldBe(("星河快运", "XH1", "支付宝", "电子普通发票"));
    }

    [Fact]
    public async Task OfMember_SeveralOrders_NewestFirstAndLimited()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Orders.OfMember(Tenant, "m1", 5, none)).Select(o => o.Id).ShouldBe(["O1", "O2"]);
        (await Shop.Orders.OfMember(Tenant, "m1", 1, none)).Select(o => o.Id).ShouldBe(["O1"]);
        (await Shop.Orders.OfMember(Tenant, "nobody", 5, none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trace_Parcel_NewestLineFirst()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Orders.Trace(Tenant, "O2", none)).Select(t => t.Text).ShouldBe(["到达转运中心", "已揽收"]);
        (await Shop.Orders.Trace(Tenant, "O1", none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefundOf_Order_TellsIt()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Orders.RefundOf(Tenant, "O2", none)).ShouldBe(new Refund(
            "O2", RefundStatus.Approved, 100m, new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8)), "支付宝", new DateOnly(2026, 11, 24)));
        (await Shop.Orders.RefundOf(Tenant, "O1", none)).ShouldBeNull();
    }

    [Fact]
    public async Task Find_ChangedByAnotherProgram_IsSeenAtOnce()
    {
        Shop.Execute("UPDATE orders SET status = 'delivered', delivered_at = '2026-11-22 09:30' WHERE id = 'O2'");

        var order = (await Shop.Orders.Find(Tenant, "O2", TestContext.Current.CancellationToken))!;

        order.Status.ShouldBe(OrderStatus.Delivered);
        order.DeliveredAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public async Task Find_OrderWithoutLines_IsNone()
    {
        Shop.Execute("DELETE FROM order_items WHERE order_id = 'O2'");

        (await Shop.Orders.Find(Tenant, "O2", TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
