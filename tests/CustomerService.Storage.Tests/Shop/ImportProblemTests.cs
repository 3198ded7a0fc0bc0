namespace CustomerService.Storage.Tests.Shop;

public sealed class ImportProblemTests
{
    public static TheoryData<string, string, string, string> WrongRows => new()
    {
        { "categories.csv", "phone,digital,又一个,,,", "id", "line 3 has the same value" },
        { "categories.csv", "x,nowhere,名,,,", "parent", "not in categories.csv" },
        { "categories.csv", ",,无号,,,", "id", "the cell is empty: write an id" },
        { "categories.csv", "a b,,名,,,", "id", "without spaces" },
        { "products.csv", "P9,nowhere,名,,,,,,", "category", "'nowhere' is not in categories.csv" },
        { "products.csv", "P9,phone,名,,,,-1,,", "warrantyMonths", "whole number from 0 to 1200 instead of '-1'" },
        { "products.csv", "P9,phone,名,,,,,maybe,", "featured", "true or false" },
        { "products.csv", "P9,phone,名,,,,,,", "id", "no row of skus.csv names it" },
        { "products.csv", "P9,phone,,,,,,,", "name", "the cell is empty" },
        { "skus.csv", "S9,P404,,,1,", "product", "'P404' is not in products.csv" },
        { "skus.csv", "S9,P1,,,12.345,", "price", "yuan as a number" },
        { "skus.csv", "S9,P1,,,¥12,", "price", "without a sign or unit" },
        { "skus.csv", "S9,P1,,,\"1,299\",", "price", "yuan as a number" },
        { "skus.csv", "S9,P1,,,-1,", "price", "yuan as a number" },
        { "attributes.csv", "P404,a,b", "product", "not in products.csv" },
        { "attributes.csv", "P1,屏幕,两次", "product,name", "line 2 has the same value" },
        { "warehouses.csv", "TJ,北京仓,天津", "name", "same name" },
        { "stock.csv", "S404,BJ,1,", "sku", "'S404' is not in skus.csv" },
        { "stock.csv", "P2-1,XX,1,", "warehouse", "'XX' is not in warehouses.csv" },
        { "stock.csv", "P2-1,BJ,many,", "quantity", "whole number" },
        { "stock.csv", "P2-1,BJ,1,明天", "restock", "+7d" },
        { "stock.csv", "P2-1,BJ,1,2026-02-30", "restock", "2026-11-05" },
        { "delivery.csv", "XX,北京,1,18:00", "warehouse", "not in warehouses.csv" },
        { "delivery.csv", "SH,北京,1,25:00", "cutoff", "00:00 to 24:00" },
        { "orders.csv", "O9,m1,王,12,北京,1号,paid,-1d 10:00,,,,,,,,", "phone", "138****5678" },
        { "orders.csv", "O9,m1,王,13812345678,北京,1号,待付款,-1d 10:00,,,,,,,,", "status", "one of pending_payment, paid" },
        { "orders.csv", "O9,m1,王,13812345678,北京,1号,paid,yesterday,,,,,,,,", "placedAt", "-3d 14:05" },
        { "orders.csv", "O9,m1,王,13812345678,北京,1号,paid,-1d 10:00,,,,,,,,", "id", "no row of order_items.csv" },
        { "order_items.csv", "O404,P2-1,1,1", "order", "not in orders.csv" },
        { "order_items.csv", "O1,S404,1,1", "sku", "not in skus.csv" },
        { "order_items.csv", "O1,P2-1,0,1", "quantity", "from 1" },
        { "traces.csv", "O404,-1d 10:00,a,b", "order", "not in orders.csv" },
        { "refunds.csv", "O1,perhaps,1,-1d 10:00,,", "status", "one of reviewing" },
        { "coupons.csv", "C9,t,0,5,nowhere,-1d,+1d,", "scope", "or all" },
        { "coupons.csv", "C9,t,0,,all,-1d,+1d,", "amount", "empty" },
        { "campaigns.csv", "A9,t,-1d,+1d,nowhere,x", "scope", "categories.csv or products.csv" },
        { "warranty.csv", "all,1,x,", "scope", "categories.csv or products.csv" },
        { "faq.csv", "F9,shipping,问,,", "answer", "the cell is empty" },
    };

    [Theory]
    [MemberData(nameof(WrongRows))]
    public async Task ImportFolder_WrongRow_NamesPlaceAndCureAndTakesTheRest(
        string file, string row, string column, string message)
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Append(file, row);
        var line = folder.Read(file).TrimEnd('\n').Count(c => c == '\n') + 1;

        var report = await shop.Import(folder);

        report.Applied.ShouldBeTrue();
        var problem = report.Problems.ShouldHaveSingleItem();
        problem.File.ShouldBe(file);
        problem.Line.ShouldBe(line);
        problem.Column.ShouldBe(column);
        problem.Message.ShouldContain(message);
        var imported = report.Files.Single(f => f.File == file);
        imported.Refused.ShouldBe(1);
        imported.Rows.ShouldBe(line - 2);
    }

    [Fact]
    public async Task ImportFolder_CircleOfCategories_RefusesItAlone()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Append("categories.csv", "a,b,甲,,,\nb,a,乙,,,");

        var report = await shop.Import(folder);

        report.Problems.Select(p => p.Line).ShouldBe([5, 6]);
        report.Problems.ShouldAllBe(p => p.Message.Contains("circle"));
        shop.Catalogue.Current(TableShop.Tenant).Categories.Count.ShouldBe(3);
    }

    [Fact]
    public async Task ImportFolder_WrongCellsOfPersons_AreNotQuoted()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Append("orders.csv", "O8,m1,王,北京,13912348888,1号,13912348888,-1d 10:00,,,,,,,,");
        folder.Append("refunds.csv", "13912348888,paid,13912348888,-1d 10:00,,");

        var report = await shop.Import(folder);

        report.Problems.Count.ShouldBe(4);
        report.ToString().ShouldNotContain("13912348888");
    }

    [Fact]
    public async Task ImportFolder_EveryRowWrong_TellsTheFirstAndTheNumber()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Write("cities.csv", "city,province\n" + string.Concat(Enumerable.Repeat("北京,\n", 1000)));

        var report = await shop.Import(folder);

        report.Problems.Count.ShouldBe(201);
        report.Problems[^1].Message.ShouldBe("and 800 more problems like these");
        report.Files.Single(f => f.File == "cities.csv").Refused.ShouldBe(1000);
    }

    [Fact]
    public async Task ImportFolder_UnknownExcludedCategory_IsAProblemOfTheYaml()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Replace("shop.yaml", "excluded: [food]", "excluded: [food, fresh]");

        var report = await shop.Import(folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line, problem.Column).ShouldBe(("shop.yaml", 12, "returns.excluded"));
        (await shop.Policies.Shop(TableShop.Tenant, TestContext.Current.CancellationToken)).Returns.Excluded.ShouldBe(["food"]);
    }

    [Theory]
    [InlineData("days: 400", "priceProtection.days", "write a whole number from 0 to 366")]
    [InlineData("days: 半个月", "priceProtection.days", "write a whole number from 0 to 366")]
    [InlineData("day: 15", "priceProtection.days", "the key is missing: add it")]
    public async Task ImportFolder_WrongPriceProtection_NamesTheKeyAndTheFix(string line, string key, string fix)
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Replace("shop.yaml", "invoice:", Protection(line));

        var report = await shop.Import(folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.File, problem.Column, problem.Message).ShouldBe(("shop.yaml", key, fix));
    }

    [Fact]
    public async Task ImportFolder_UnknownCategoryOutOfPriceProtection_IsAProblemOfTheYamlAndTheRestIsTaken()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Replace("shop.yaml", "invoice:", Protection("days: 15").Replace("[food]", "[food, fresh]", StringComparison.Ordinal));

        var report = await shop.Import(folder);

        report.Problems.ShouldHaveSingleItem().Column.ShouldBe("priceProtection.excluded");
        var rule = (await shop.Policies.Shop(TableShop.Tenant, TestContext.Current.CancellationToken)).PriceProtection!;
        (rule.Days, rule.Except, rule.HowToGet).ShouldBe((15, "秒杀价除外。", "在订单里申请。"));
        rule.Excluded.ShouldBe(["food"]);
    }

    private static string Protection(string days) =>
        $"priceProtection:\n  {days}\n  excluded: [food]\n  except: 秒杀价除外。\n  howToGet: 在订单里申请。\ninvoice:";
}
