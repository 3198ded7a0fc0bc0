using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public abstract class OrderChangeContract : ShopContract
{
    private const string Tenant = TableShop.Tenant;

    [Fact]
    public async Task Change_CancelPaid_AsksForTheMoneyBack()
    {
        (await Change("op-1", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Done);

        (await Find("O1")).Status.ShouldBe(OrderStatus.Cancelled);
        (await Shop.Orders.RefundOf(Tenant, "O1", TestContext.Current.CancellationToken)).ShouldBe(new Refund(
            "O1", RefundStatus.Reviewing, 6598m, new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8)), "微信支付", null));
    }

    [Fact]
    public async Task Change_CancelUnpaid_HasNoRefund()
    {
        (await Change("op-1", "O3", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Done);

        (await Find("O3")).Status.ShouldBe(OrderStatus.Cancelled);
        (await Shop.Orders.RefundOf(Tenant, "O3", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory]
    [InlineData("pending_payment", OrderChangeOutcome.Done)]
    [InlineData("paid", OrderChangeOutcome.Done)]
    [InlineData("packing", OrderChangeOutcome.TooLate)]
    [InlineData("shipped", OrderChangeOutcome.TooLate)]
    [InlineData("delivered", OrderChangeOutcome.TooLate)]
    [InlineData("completed", OrderChangeOutcome.TooLate)]
    [InlineData("cancelled", OrderChangeOutcome.TooLate)]
    [InlineData("refunding", OrderChangeOutcome.TooLate)]
    [InlineData("refunded", OrderChangeOutcome.TooLate)]
    public async Task Change_InEveryState_IsDoneOnlyBeforePacking(string status, OrderChangeOutcome expected)
    {
        Shop.Execute($"UPDATE orders SET status = '{status}'");

        (await Change("op-a", "O1", OrderChangeKind.Address, "杭州市西湖区文三路88号")).ShouldBe(expected);
        (await Change("op-c", "O2", OrderChangeKind.Cancel)).ShouldBe(expected);

        (await Find("O1")).Address.ShouldBe(expected == OrderChangeOutcome.Done ? "杭州市西湖区文三路88号" : "朝阳区1号");
        Shop.Scalar("SELECT status FROM orders WHERE id = 'O2'")
            .ShouldBe(expected == OrderChangeOutcome.Done ? "cancelled" : status);
    }

    [Theory]
    [InlineData("浙江省杭州市西湖区文三路88号", "杭州")]
    [InlineData("北京市朝阳区建国路1号", "北京")]
    [InlineData("火星基地1号", "北京")]
    public async Task Change_Address_MovesTheCityItNames(string address, string city)
    {
        await Change("op-1", "O1", OrderChangeKind.Address, address);

        var order = await Find("O1");
        (order.City, order.Address, order.Status).ShouldBe((city, address, OrderStatus.Paid));
    }

    [Fact]
    public async Task Change_SameOperationAgain_GivesTheFirstOutcome()
    {
        (await Change("op-1", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Done);
        (await Change("op-2", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.TooLate);
        (await Change("op-3", "O404", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Unknown);
        Shop.Execute("UPDATE orders SET status = 'paid', id = CASE id WHEN 'O2' THEN 'O404' ELSE id END");

        (await Change("op-1", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Done);
        (await Change("op-2", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.TooLate);
        (await Change("op-3", "O404", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Unknown);
        (await Find("O1")).Status.ShouldBe(OrderStatus.Paid);
    }

    [Fact]
    public async Task Change_SameOperationAtOnce_IsDoneOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Task.Run(() => Change("op-1", "O1", OrderChangeKind.Cancel))));

        outcomes.ShouldAllBe(o => o == OrderChangeOutcome.Done);
        Shop.Scalar("SELECT count(*) FROM order_changes").ShouldBe("1");
        Shop.Scalar("SELECT count(*) FROM refunds WHERE order_id = 'O1'").ShouldBe("1");
    }

    [Fact]
    public async Task Change_CancelAndMoveAtOnce_OnlyWhatComesBeforeTheCancellationIsDone()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => Change(
            $"op-{i}", "O1", i == 16 ? OrderChangeKind.Cancel : OrderChangeKind.Address, $"地址{i}"))));

        outcomes[16].ShouldBe(OrderChangeOutcome.Done);
        (await Find("O1")).Status.ShouldBe(OrderStatus.Cancelled);
        Shop.Scalar("""
            SELECT count(*) FROM order_changes WHERE outcome = 'Done' AND rowid > (SELECT rowid FROM order_changes WHERE kind = 'Cancel')
            """).ShouldBe("0");
        Shop.Scalar("SELECT count(*) FROM order_changes").ShouldBe("32");
    }

    [Fact]
    public async Task Change_ThenNewImport_KeepsTheOutcome()
    {
        await Change("op-1", "O1", OrderChangeKind.Cancel);
        using var folder = new ShopFolder();
        await Shop.Import(folder);

        (await Change("op-1", "O1", OrderChangeKind.Cancel)).ShouldBe(OrderChangeOutcome.Done);
        (await Find("O1")).Status.ShouldBe(OrderStatus.Paid);
    }

    private async Task<OrderChangeOutcome> Change(string operation, string order, OrderChangeKind kind, string? address = null) =>
        await Shop.Orders.Change(Tenant, new(operation, order, kind, address), TestContext.Current.CancellationToken);

    private async Task<Order> Find(string order) =>
        (await Shop.Orders.Find(Tenant, order, TestContext.Current.CancellationToken))!;
}
