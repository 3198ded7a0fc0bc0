namespace CustomerService.Storage.Tests.Shop;

public abstract class ImportUpdateContract : ShopContract
{
    private readonly ShopFolder _folder = new();

    private protected override bool IsFilled => false;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task ImportFolder_Twice_ReplacesAndDoublesNothing()
    {
        var first = await Shop.Import(_folder);
        var second = await Shop.Import(_folder);

        second.Files.ShouldBe(first.Files);
        Shop.Scalar("SELECT count(*) FROM order_items").ShouldBe("4");
    }

    [Fact]
    public async Task ImportFolder_OnlyStock_UpdatesStockAndKeepsTheRest()
    {
        await Shop.Import(_folder);
        _folder.Keep("stock.csv");
        _folder.Write("stock.csv", "sku,warehouse,quantity,restock\nP1-WHITE,SH,8,\nS404,SH,8,\n");

        var report = await Shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("'S404' is not in skus.csv");
        report.Notes.ShouldBeEmpty();
        (await Shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK", "P1-WHITE"], TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().Quantity.ShouldBe(8);
        Shop.Catalogue.Current(TableShop.Tenant).Products.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ImportFolder_OnlyProducts_RemovesWhatReferredToTheGoneOnes()
    {
        await Shop.Import(_folder);
        _folder.Keep("products.csv");
        _folder.Write("products.csv", "id,category,name\nP2,food,奶粉二代\nP3,food,没有规格\n");

        var report = await Shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("no row of skus.csv names it");
        report.Notes.Where(n => n.Message.Contains("removed")).Select(n => n.File)
            .ShouldBe(["skus.csv", "attributes.csv", "stock.csv", "coupons.csv"]);
        Shop.Catalogue.Current(TableShop.Tenant).Products["P2"].Name.ShouldBe("奶粉二代");
        // What was bought stays told.
        (await Shop.Orders.Find(TableShop.Tenant, "O1", TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ImportFolder_UpdateWithoutAShop_SaysThatShopYamlIsMissing()
    {
        _folder.Keep("stock.csv");

        var report = await Shop.Import(_folder);

        report.Applied.ShouldBeFalse();
        report.Problems.ShouldHaveSingleItem().File.ShouldBe("shop.yaml");
    }

    [Fact]
    public async Task ImportFolder_WholeShopWithoutAFile_EmptiesItsTableWithANote()
    {
        await Shop.Import(_folder);
        File.Delete(Path.Combine(_folder.Path, "faq.csv"));
        File.WriteAllText(Path.Combine(_folder.Path, "prices.csv"), "a,b\n");

        var report = await Shop.Import(_folder);

        report.Notes.Select(n => n.File).ShouldBe(["faq.csv", "prices.csv"]);
        (await Shop.Faq.All(TableShop.Tenant, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportFolder_TwoTenants_DoNotTouchEachOther()
    {
        await Shop.Import(_folder);
        _folder.Replace("products.csv", "星X1", "别家手机");
        _folder.Replace("stock.csv", "P1-BLACK,BJ,36", "P1-BLACK,BJ,1");
        await Shop.Import(_folder, "other");
        var none = TestContext.Current.CancellationToken;

        Shop.Catalogue.Current(TableShop.Tenant).Products["P1"].Name.ShouldBe("星X1");
        Shop.Catalogue.Current("other").Products["P1"].Name.ShouldBe("别家手机");
        (await Shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], none))[0].Quantity.ShouldBe(36);
        (await Shop.Stock.Levels("other", ["P1-BLACK"], none)).Select(l => l.Quantity).ShouldBe([1, 0]);

        await Shop.Orders.Change("other", new("op", "O1", Core.Commerce.OrderChangeKind.Cancel, null), none);
        (await Shop.Orders.Find(TableShop.Tenant, "O1", none))!.Status.ShouldBe(Core.Commerce.OrderStatus.Paid);
        (await Shop.Orders.Change(TableShop.Tenant, new("op", "O9", Core.Commerce.OrderChangeKind.Cancel, null), none))
            .ShouldBe(Core.Commerce.OrderChangeOutcome.Unknown);
        (await Shop.Orders.Find("third", "O1", none)).ShouldBeNull();
        Shop.Catalogue.Current("third").Products.ShouldBeEmpty();
        (await Shop.Orders.OfMember("third", "m1", 10, none)).ShouldBeEmpty();
    }
}
