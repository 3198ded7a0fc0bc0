using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public abstract class TableCatalogueContract : ShopContract
{
    private const string Tenant = TableShop.Tenant;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private Catalogue Current => Shop.Catalogue.Current(Tenant);

    [Fact]
    public void Current_Filled_HoldsWhatTheFilesSay()
    {
        var phone = Current.Products["P1"];

        phone.Summary.ShouldBe("好, 用");
        phone.Aliases.ShouldBe(["X1", "星X"]);
        (phone.WarrantyMonths, phone.Featured, phone.Popularity).ShouldBe((12, true, 99));
        phone.Colours.ShouldBe(["黑色", "白色"]);
        phone.Skus[0].ShouldBe(new Sku("P1-BLACK", "P1", "黑色", "256G", 3299m, 3599.90m));
        phone.Attributes.ShouldBe([KeyValuePair.Create("屏幕", "6.67英寸"), KeyValuePair.Create("电池", "5200mAh")]);
        Current.Categories["phone"].SpecName.ShouldBe("存储版本");
        Current.Categories["food"].Audience.ShouldBe("mother-baby");
        Current.Skus["P2-1"].Colour.ShouldBeNull();
        Current.Places.ShouldContain(new Place("杭州", "浙江"));
    }

    [Fact]
    public void Current_NothingChanged_IsTheSameObject()
    {
        var first = Current;
        Shop.Execute("UPDATE stock SET quantity = 1");
        Shop.Time.Advance(Second);

        Current.ShouldBeSameAs(first);
    }

    [Theory]
    [InlineData("UPDATE skus SET price = 2999 WHERE id = 'P1-BLACK'")]
    [InlineData("INSERT INTO products (tenant, id, category, name) VALUES ('demo', 'P3', 'phone', '新')")]
    [InlineData("DELETE FROM attributes")]
    [InlineData("UPDATE categories SET name = '电话' WHERE id = 'phone'")]
    [InlineData("DELETE FROM cities WHERE city = '杭州'")]
    public void Current_ChangedByAnotherProgram_IsNewWithinASecond(string sql)
    {
        var first = Current;
        Shop.Execute(sql);

        Shop.Time.Advance(Second);

        Current.ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Current_AfterAnImport_IsNewAtOnce()
    {
        Current.Products["P1"].Name.ShouldBe("星X1");
        using var folder = new ShopFolder();
        folder.Replace("products.csv", "星X1", "星X2");

        await Shop.Import(folder);

        Current.Products["P1"].Name.ShouldBe("星X2");
    }

    [Fact]
    public void Current_RowsThatContradict_AreLeftOut()
    {
        Shop.Execute("""
            INSERT INTO products (tenant, id, category, name) VALUES ('demo', 'P3', 'phone', '没有规格');
            INSERT INTO skus (tenant, id, product, price) VALUES ('demo', 'S9', 'P404', 1);
            UPDATE categories SET parent = 'phone' WHERE id = 'digital';
            """);
        Shop.Time.Advance(Second);

        Current.Products.Keys.ShouldBe(["P1", "P2"], ignoreOrder: true);
        Current.Skus.Keys.ShouldNotContain("S9");
        Current.InCategory("phone").Single().Id.ShouldBe("P1");
    }

    [Fact]
    public async Task Current_ReadWhileImportsRun_IsAlwaysWhole()
    {
        using var folder = new ShopFolder();
        var reading = Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                Shop.Time.Advance(Second);
                var now = Current;
                now.Products.Count.ShouldBe(2);
                now.Skus.Count.ShouldBe(3);
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++)
            await Shop.Import(folder);
        await reading;
    }
}
