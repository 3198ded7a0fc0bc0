using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public sealed class TablePoliciesTests : IAsyncLifetime
{
    private const string Tenant = TableShop.Tenant;
    private TableShop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await TableShop.Filled();

    public ValueTask DisposeAsync()
    {
        _shop.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Warranty_ProductThenCategoryThenParent_IsTheNearest()
    {
        (await Warranty("P1"))!.Text.ShouldBe("手机保修");

        _shop.Execute("INSERT INTO warranty (tenant, scope, months, text) VALUES ('demo', 'P1', 24, '本品保修')");
        _shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await Warranty("P1")).ShouldBe(new WarrantyTerm("P1", 24, "本品保修", ""));

        _shop.Execute("DELETE FROM warranty WHERE scope IN ('P1', 'phone')");
        _shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await Warranty("P1"))!.Text.ShouldBe("数码保修");

        (await Warranty("P2")).ShouldBeNull();
    }

    [Fact]
    public async Task Shop_TenantWithoutOne_IsUnavailable()
    {
        var failure = await Should.ThrowAsync<ShopUnavailableException>(
            async () => await _shop.Policies.Shop("nobody", TestContext.Current.CancellationToken));

        (failure.Operation, failure.Reason).ShouldBe(("policies", "no_shop"));
        (await _shop.Policies.Warranty("nobody", Product("P1"), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Shop_AskedAgain_IsTheSameObject()
    {
        var first = await _shop.Policies.Shop(Tenant, TestContext.Current.CancellationToken);
        _shop.Time.Advance(TimeSpan.FromSeconds(2));

        (await _shop.Policies.Shop(Tenant, TestContext.Current.CancellationToken)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Coupons_OnADay_AreThoseThatHaveNotEnded()
    {
        var none = TestContext.Current.CancellationToken;
        (await _shop.Promotions.Coupons(Tenant, new(2026, 11, 22), none)).ShouldBe(
            [new Coupon("C1", "满减", 199m, 15m, "all", new(2026, 11, 12), new(2026, 11, 22), "领券中心")]);
        (await _shop.Promotions.Coupons(Tenant, new(2026, 11, 21), none)).Count.ShouldBe(2);
        (await _shop.Promotions.Coupons(Tenant, new(2026, 11, 23), none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Campaigns_OnADay_AreThoseThatHaveNotEnded()
    {
        var none = TestContext.Current.CancellationToken;
        (await _shop.Promotions.Campaigns(Tenant, new(2026, 11, 29), none)).ShouldBe(
            [new Campaign("A1", "冬日满减", "phone", new(2026, 11, 19), new(2026, 11, 29), "每满300减40")]);
        (await _shop.Promotions.Campaigns(Tenant, new(2026, 11, 30), none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Faq_Unchanged_IsTheSameObjectAndChanged_AnotherOne()
    {
        var none = TestContext.Current.CancellationToken;
        var first = await _shop.Faq.All(Tenant, none);
        _shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await _shop.Faq.All(Tenant, none)).ShouldBeSameAs(first);

        _shop.Execute("UPDATE faq SET answer = '48小时内。'");
        _shop.Time.Advance(TimeSpan.FromSeconds(1));

        (await _shop.Faq.All(Tenant, none)).Single().Answer.ShouldBe("48小时内。");
    }

    private Product Product(string id) => _shop.Catalogue.Current(Tenant).Products[id];

    private async Task<WarrantyTerm?> Warranty(string product) =>
        await _shop.Policies.Warranty(Tenant, Product(product), TestContext.Current.CancellationToken);
}
