using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.Tests.Shop;

public abstract class SampleShopContract : ShopContract
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "SampleShop");

    private protected override bool IsFilled => false;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var report = await Shop.Importer.ImportFolder(TableShop.Tenant, Folder, TestContext.Current.CancellationToken);
        report.Applied.ShouldBeTrue();
        report.Problems.ShouldBeEmpty(report.ToString());
        report.Notes.ShouldBeEmpty(report.ToString());
    }

    [Fact]
    public async Task ImportFolder_SampleShop_KeepsEveryRow()
    {
        var report = await Shop.Importer.ImportFolder(TableShop.Tenant, Folder, TestContext.Current.CancellationToken);

        report.Files.Sum(f => f.Refused).ShouldBe(0);
        foreach (var file in report.Files.Where(f => f.File.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var table = Path.GetFileNameWithoutExtension(file.File);
            Shop.Scalar($"SELECT count(*) FROM {table}").ShouldBe($"{file.Rows}", file.File);
        }
        report.Files.Count.ShouldBe(17);
    }

    [Fact]
    public async Task ImportFolder_SampleShop_AnswersTheReferenceConversation()
    {
        var none = TestContext.Current.CancellationToken;
        var phone = Shop.Catalogue.Current(TableShop.Tenant).Featured("phone")!;
        phone.Id.ShouldBe("P1001");
        phone.Colours.ShouldContain("黑色");
        var sku = phone.Skus.Single(s => s is { Colour: "黑色", Spec: "256G" });
        sku.Price.ShouldBe(3299m);

        var level = (await Shop.Stock.Levels(TableShop.Tenant, [sku.Id], none)).Single(l => l.Quantity > 0);
        level.Warehouse.ShouldBe("北京仓");
        var promises = await Shop.Stock.Promises(TableShop.Tenant, ["北京仓"], "北京", none);
        promises.Single(p => p.City == "北京").ShouldBe(new DeliveryPromise("北京仓", "北京", 1, null));
        promises.ShouldContain(p => p.City == "*");
    }

    [Fact]
    public async Task ImportFolder_SampleShop_HasOrdersPoliciesAndAnswers()
    {
        var none = TestContext.Current.CancellationToken;
        var order = (await Shop.Orders.Find(TableShop.Tenant, "202611160031", none))!;
        order.Member.ShouldBe("shopper-001");
        order.PhoneTail.ShouldBe("5678");
        order.Status.ShouldBe(OrderStatus.Paid);
        order.Total.ShouldBe(369m);
        var policy = await Shop.Policies.Shop(TableShop.Tenant, none);
        policy.Freight.FreeOver.ShouldBe(59m);
        policy.ServiceEnd.ShouldBeNull();
        policy.Invoice["types"].ShouldBe("电子普通发票、电子增值税专用发票");
        (await Shop.Faq.All(TableShop.Tenant, none)).Count.ShouldBeGreaterThan(150);
        (await Shop.Promotions.Coupons(TableShop.Tenant, new(2026, 11, 22), none)).ShouldContain(c => c.Scope == "all");
        Shop.Catalogue.Current(TableShop.Tenant).Products.Values.ShouldAllBe(p => p.Skus.Count > 0);
    }

    [Fact]
    public void FolderOf_NothingSet_IsTheSampleBesideTheProgram() =>
        Directory.Exists(new ShopOptions().FolderOf("default")).ShouldBeTrue();
}
