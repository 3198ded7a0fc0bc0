namespace CustomerService.Storage.Tests.Shop;

public sealed class ImportUpdateTests : IDisposable
{
    private readonly TableShop _shop = new();
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task ImportFolder_Twice_ReplacesAndDoublesNothing()
    {
        var first = await _shop.Import(_folder);
        var second = await _shop.Import(_folder);

        second.Files.ShouldBe(first.Files);
        _shop.Scalar("SELECT count(*) FROM order_items").ShouldBe("4");
    }

    [Fact]
    public async Task ImportFolder_OnlyStock_UpdatesStockAndKeepsTheRest()
    {
        await _shop.Import(_folder);
        _folder.Keep("stock.csv");
        _folder.Write("stock.csv", "sku,warehouse,quantity,restock\nP1-WHITE,SH,8,\nS404,SH,8,\n");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("'S404' is not in skus.csv");
        report.Notes.ShouldBeEmpty();
        (await _shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK", "P1-WHITE"], TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().Quantity.ShouldBe(8);
        _shop.Catalogue.Current(TableShop.Tenant).Products.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ImportFolder_OnlyProducts_RemovesWhatReferredToTheGoneOnes()
    {
        await _shop.Import(_folder);
        _folder.Keep("products.csv");
        _folder.Write("products.csv", "id,category,name\nP2,food,奶粉二代\nP3,food,没有规格\n");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("no row of skus.csv names it");
        report.Notes.Where(n => n.Message.Contains("removed")).Select(n => n.File)
            .ShouldBe(["skus.csv", "attributes.csv", "stock.csv", "coupons.csv"]);
        _shop.Catalogue.Current(TableShop.Tenant).Products["P2"].Name.ShouldBe("奶粉二代");
        // What was bought stays told.
        (await _shop.Orders.Find(TableShop.Tenant, "O1", TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ImportFolder_UpdateWithoutAShop_SaysThatShopYamlIsMissing()
    {
        _folder.Keep("stock.csv");

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeFalse();
        report.Problems.ShouldHaveSingleItem().File.ShouldBe("shop.yaml");
    }

    [Fact]
    public async Task ImportFolder_WholeShopWithoutAFile_EmptiesItsTableWithANote()
    {
        await _shop.Import(_folder);
        File.Delete(Path.Combine(_folder.Path, "faq.csv"));
        File.WriteAllText(Path.Combine(_folder.Path, "prices.csv"), "a,b\n");

        var report = await _shop.Import(_folder);

        report.Notes.Select(n => n.File).ShouldBe(["faq.csv", "prices.csv"]);
        (await _shop.Faq.All(TableShop.Tenant, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportFolder_TwoTenants_DoNotTouchEachOther()
    {
        await _shop.Import(_folder);
        _folder.Replace("products.csv", "星X1", "别家手机");
        _folder.Replace("stock.csv", "P1-BLACK,BJ,36", "P1-BLACK,BJ,1");
        await _shop.Import(_folder, "other");
        var none = TestContext.Current.CancellationToken;

        _shop.Catalogue.Current(TableShop.Tenant).Products["P1"].Name.ShouldBe("星X1");
        _shop.Catalogue.Current("other").Products["P1"].Name.ShouldBe("别家手机");
        (await _shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], none))[0].Quantity.ShouldBe(36);
        (await _shop.Stock.Levels("other", ["P1-BLACK"], none)).Select(l => l.Quantity).ShouldBe([1, 0]);

        await _shop.Orders.Change("other", new("op", "O1", Core.Commerce.OrderChangeKind.Cancel, null), none);
        (await _shop.Orders.Find(TableShop.Tenant, "O1", none))!.Status.ShouldBe(Core.Commerce.OrderStatus.Paid);
        (await _shop.Orders.Change(TableShop.Tenant, new("op", "O9", Core.Commerce.OrderChangeKind.Cancel, null), none))
            .ShouldBe(Core.Commerce.OrderChangeOutcome.Unknown);
        (await _shop.Orders.Find("third", "O1", none)).ShouldBeNull();
        _shop.Catalogue.Current("third").Products.ShouldBeEmpty();
        (await _shop.Orders.OfMember("third", "m1", 10, none)).ShouldBeEmpty();
    }
}
