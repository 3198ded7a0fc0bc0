using System.Data.Common;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public abstract class TableStockContract : ShopContract
{
    [Fact]
    public async Task Levels_ChangedByAnotherProgram_AreSeenAtOnce()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], none))
            .ShouldBe([new StockLevel("P1-BLACK", "北京仓", "北京", 36, null), new("P1-BLACK", "上海仓", "上海", 0, new DateOnly(2026, 11, 29))]);

        Shop.Execute("UPDATE stock SET quantity = 0 WHERE sku = 'P1-BLACK'").ShouldBe(2);

        (await Shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], none)).ShouldAllBe(l => l.Quantity == 0);
    }

    [Fact]
    public async Task Levels_SeveralVariants_KeepTheirOrderAndSkipUnknown()
    {
        var levels = await Shop.Stock.Levels(TableShop.Tenant, ["P2-1", "none", "P1-BLACK", "P2-1"], TestContext.Current.CancellationToken);

        levels.Select(l => l.Sku).ShouldBe(["P2-1", "P1-BLACK", "P1-BLACK"]);
    }

    [Fact]
    public async Task Levels_NothingAsked_IsEmpty()
    {
        (await Shop.Stock.Levels(TableShop.Tenant, [], TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Promises_OfAWarehouse_HaveMidnightAsNull()
    {
        var promises = await Shop.Stock.Promises(TableShop.Tenant, ["北京仓"], "北京", TestContext.Current.CancellationToken);

        promises.ShouldBe([new("北京仓", "北京", 1, null), new("北京仓", "*", 3, new TimeOnly(18, 0))]);
    }

    [Fact]
    public async Task Promises_ToAnotherCity_AreThatOfAnywhere() =>
        (await Shop.Stock.Promises(TableShop.Tenant, ["北京仓"], "拉萨", TestContext.Current.CancellationToken))
            .ShouldBe([new("北京仓", "*", 3, new TimeOnly(18, 0))]);

    [Theory]
    [InlineData("UPDATE stock SET quantity = 'many'")]
    [InlineData("UPDATE stock SET quantity = -1")]
    [InlineData("UPDATE stock SET restock = 'soon'")]
    [InlineData("UPDATE stock SET restock = '2026-02-30'")]
    [InlineData("UPDATE delivery SET cutoff = '25:00'")]
    [InlineData("UPDATE orders SET status = 'lost'")]
    [InlineData("UPDATE orders SET placed_at = 'now'")]
    [InlineData("UPDATE orders SET paid_at = '12:00'")]
    [InlineData("UPDATE skus SET price = 'free'")]
    [InlineData("UPDATE refunds SET status = 'gone'")]
    [InlineData("UPDATE shop SET settings = '{'")]
    public void Update_ValueThatCouldNotBeRead_IsRefusedByTheTable(string sql)
    {
        Should.Throw<DbException>(() => Shop.Execute(sql));
    }
}
