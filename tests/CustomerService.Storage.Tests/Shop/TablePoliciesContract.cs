using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public abstract class TablePoliciesContract : ShopContract
{
    private const string Tenant = TableShop.Tenant;

    [Fact]
    public async Task Warranty_ProductThenCategoryThenParent_IsTheNearest()
    {
        (await Warranty("P1"))!.Text.ShouldBe("手机保修");

        Shop.Execute("INSERT INTO warranty (tenant, scope, months, text) VALUES ('demo', 'P1', 24, '本品保修')");
        Shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await Warranty("P1")).ShouldBe(new WarrantyTerm("P1", 24, "本品保修", ""));

        Shop.Execute("DELETE FROM warranty WHERE scope IN ('P1', 'phone')");
        Shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await Warranty("P1"))!.Text.ShouldBe("数码保修");

        (await Warranty("P2")).ShouldBeNull();
    }

    [Fact]
    public async Task Shop_TenantWithoutOne_IsUnavailable()
    {
        var failure = await Should.ThrowAsync<ShopUnavailableException>(
            async () => await Shop.Policies.Shop("nobody", TestContext.Current.CancellationToken));

        (failure.Operation, failure.Reason).ShouldBe(("policies", "no_shop"));
        (await Shop.Policies.Warranty("nobody", Product("P1"), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Shop_AskedAgain_IsTheSameObject()
    {
        var first = await Shop.Policies.Shop(Tenant, TestContext.Current.CancellationToken);
        Shop.Time.Advance(TimeSpan.FromSeconds(2));

        (await Shop.Policies.Shop(Tenant, TestContext.Current.CancellationToken)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Coupons_OnADay_AreThoseThatHaveNotEnded()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Promotions.Coupons(Tenant, new(2026, 11, 22), none)).ShouldBe(
            [new Coupon("C1", "满减", 199m, 15m, "all", new(2026, 11, 12), new(2026, 11, 22), "领券中心")]);
        (await Shop.Promotions.Coupons(Tenant, new(2026, 11, 21), none)).Count.ShouldBe(2);
        (await Shop.Promotions.Coupons(Tenant, new(2026, 11, 23), none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Campaigns_OnADay_AreThoseThatHaveNotEnded()
    {
        var none = TestContext.Current.CancellationToken;
        (await Shop.Promotions.Campaigns(Tenant, new(2026, 11, 29), none)).ShouldBe(
            [new Campaign("A1", "冬日满减", "phone", new(2026, 11, 19), new(2026, 11, 29), "每满300减40")]);
        (await Shop.Promotions.Campaigns(Tenant, new(2026, 11, 30), none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Faq_Unchanged_IsTheSameObjectAndChanged_AnotherOne()
    {
        var none = TestContext.Current.CancellationToken;
        var first = await Shop.Faq.All(Tenant, none);
        Shop.Time.Advance(TimeSpan.FromSeconds(1));
        (await Shop.Faq.All(Tenant, none)).ShouldBeSameAs(first);

        Shop.Execute("UPDATE faq SET answer = '48小时内。'");
        Shop.Time.Advance(TimeSpan.FromSeconds(1));

        (await Shop.Faq.All(Tenant, none)).Single().Answer.ShouldBe("48小时内。");
    }

    private Product Product(string id) => Shop.Catalogue.Current(Tenant).Products[id];

    private async Task<WarrantyTerm?> Warranty(string product) =>
        await Shop.Policies.Warranty(Tenant, Product(product), TestContext.Current.CancellationToken);
}
