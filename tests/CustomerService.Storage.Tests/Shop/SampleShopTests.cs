using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;

namespace CustomerService.Storage.Tests.Shop;

public sealed class SampleShopTests : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "SampleShop");
    private readonly TableShop _shop = new();

    public async ValueTask InitializeAsync()
    {
        var report = await _shop.Importer.ImportFolder(TableShop.Tenant, Folder, TestContext.Current.CancellationToken);
        report.Applied.ShouldBeTrue();
        report.Problems.ShouldBeEmpty(report.ToString());
        report.Notes.ShouldBeEmpty(report.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _shop.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ImportFolder_SampleShop_KeepsEveryRow()
    {
        var report = await _shop.Importer.ImportFolder(TableShop.Tenant, Folder, TestContext.Current.CancellationToken);

        report.Files.Sum(f => f.Refused).ShouldBe(0);
        foreach (var file in report.Files.Where(f => f.File.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var table = Path.GetFileNameWithoutExtension(file.File);
            _shop.Scalar($"SELECT count(*) FROM {table}").ShouldBe($"{file.Rows}", file.File);
        }
        report.Files.Count.ShouldBe(17);
    }

    [Fact]
    public async Task ImportFolder_SampleShop_AnswersTheReferenceConversation()
    {
        var none = TestContext.Current.CancellationToken;
        var phone = _shop.Catalogue.Current(TableShop.Tenant).Featured("phone")!;
        phone.Id.ShouldBe("P1001");
        phone.Colours.ShouldContain("黑色");
        var sku = phone.Skus.Single(s => s is { Colour: "黑色", Spec: "256G" });
        sku.Price.ShouldBe(3299m);

        var level = (await _shop.Stock.Levels(TableShop.Tenant, [sku.Id], none)).Single(l => l.Quantity > 0);
        level.Warehouse.ShouldBe("北京仓");
        var promises = await _shop.Stock.Promises(TableShop.Tenant, ["北京仓"], none);
        promises.Single(p => p.City == "北京").ShouldBe(new DeliveryPromise("北京仓", "北京", 1, null));
        promises.ShouldContain(p => p.City == "*");
    }

    [Fact]
    public async Task ImportFolder_SampleShop_HasOrdersPoliciesAndAnswers()
    {
        var none = TestContext.Current.CancellationToken;
        var order = (await _shop.Orders.Find(TableShop.Tenant, "202611160031", none))!;
        order.Member.ShouldBe("shopper-001");
        order.PhoneTail.ShouldBe("5678");
        order.Status.ShouldBe(OrderStatus.Paid);
        order.Total.ShouldBe(369m);
        var policy = await _shop.Policies.Shop(TableShop.Tenant, none);
        policy.Freight.FreeOver.ShouldBe(59m);
        policy.ServiceEnd.ShouldBeNull();
        policy.Invoice["types"].ShouldBe("电子普通发票、电子增值税专用发票");
        (await _shop.Faq.All(TableShop.Tenant, none)).Count.ShouldBeGreaterThan(150);
        (await _shop.Promotions.Coupons(TableShop.Tenant, new(2026, 11, 22), none)).ShouldContain(c => c.Scope == "all");
        _shop.Catalogue.Current(TableShop.Tenant).Products.Values.ShouldAllBe(p => p.Skus.Count > 0);
    }

    [Fact]
    public void FolderOf_NothingSet_IsTheSampleBesideTheProgram() =>
        Directory.Exists(new ShopOptions().FolderOf("default")).ShouldBeTrue();
}
