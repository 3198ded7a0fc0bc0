namespace CustomerService.Storage.Tests.Shop;

public sealed class ShopYamlTests : IDisposable
{
    private readonly TableShop _shop = new();
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task ImportFolder_ShopYaml_BecomesThePolicy()
    {
        await _shop.Import(_folder);

        var policy = await _shop.Policies.Shop(TableShop.Tenant, TestContext.Current.CancellationToken);
        policy.Name.ShouldBe("小店");
        policy.TimeZone.Id.ShouldBe("Asia/Shanghai");
        policy.ServiceStart.ShouldBe(new TimeOnly(8, 0));
        policy.ServiceEnd.ShouldBeNull();
        policy.Freight.RemoteFee.ShouldBe(15.5m);
        policy.Freight.RemoteRegions.ShouldBe(["新疆", "西藏"]);
        policy.Returns.ExchangeDays.ShouldBe(15);
        policy.Returns.Steps.ShouldBe(["申请", "寄回"]);
        policy.Invoice.ShouldBe(new Dictionary<string, string> { ["types"] = "电子普通发票、专用发票", ["howTo"] = "在订单里申请" });
        policy.Payments.ShouldBe(["微信支付", "支付宝"]);
    }

    [Theory]
    [InlineData("timeZone: Asia/Shanghai", "timeZone: Mars/Olympus", 2, "timeZone", "Asia/Shanghai")]
    [InlineData("end: \"24:00\"", "end: \"25:00\"", 4, "serviceHours.end", "time of day")]
    [InlineData("fee: 8,", "fee: 八,", 5, "freight.fee", "yuan as a number")]
    [InlineData("days: 7", "days: seven", 7, "returns.days", "whole number")]
    [InlineData("conditions: [商品完好]", "conditions: 商品完好", 11, "returns.conditions", "a list")]
    [InlineData("name: 小店", "name: \"<script>x</script>\"", 1, "name", "plain text")]
    [InlineData("name: 小店\n", "", 0, "name", "the key is missing")]
    [InlineData("serviceHours: {start: \"08:00\", end: \"24:00\"}", "serviceHours: always", 4, "serviceHours", "keys below it")]
    [InlineData("payments: [微信支付, 支付宝]", "payments: [微信支付", 0, null, "brackets")]
    [InlineData("defaultCity: 北京", "defaultCity: 北京\ndefaultCity: 上海", 4, null, "no key stands twice")]
    public async Task ImportFolder_WrongShopYaml_KeepsTheRulesFromBefore(
        string old, string by, int line, string? key, string message)
    {
        await _shop.Import(_folder);
        _folder.Replace("shop.yaml", old, by);

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeTrue();
        report.Files.ShouldNotContain(f => f.File == "shop.yaml");
        var problem = report.Problems[0];
        (problem.File, problem.Column).ShouldBe(("shop.yaml", key));
        if (line > 0)
            problem.Line.ShouldBe(line);
        problem.Message.ShouldContain(message);
        (await _shop.Policies.Shop(TableShop.Tenant, TestContext.Current.CancellationToken)).Name.ShouldBe("小店");
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("name: x")]
    [InlineData("\u0001\u0002: {")]
    public async Task ImportFolder_ShopYamlOfNoUseAndNoRulesBefore_ImportsNothing(string text)
    {
        _folder.Write("shop.yaml", text);

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeFalse();
        report.Problems.ShouldNotBeEmpty();
        _shop.Scalar("SELECT count(*) FROM products").ShouldBe("0");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public async Task ImportFolder_DeepYaml_IsRefusedAndNoCrash(string nest)
    {
        _folder.Write("shop.yaml", string.Concat(Enumerable.Repeat(nest, 60_000)));

        (await _shop.Import(_folder)).Applied.ShouldBeFalse();
    }

    [Fact]
    public async Task ImportFolder_AliasesThatGrow_AreRefusedAndNoCrash()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        _folder.Write("shop.yaml", bomb + ShopFolder.Yaml.Replace("payments: [微信支付, 支付宝]", "payments: *a12", StringComparison.Ordinal));

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeFalse();
        report.Problems.ShouldContain(p => p.Column == "payments");
    }

    [Fact]
    public async Task ImportFolder_UnknownKey_IsANote()
    {
        _folder.Replace("shop.yaml", "  fee: 8", "  fee: 8");
        _folder.Write("shop.yaml", ShopFolder.Yaml + "\nmotto: 便宜\n");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().Column.ShouldBe("motto");
    }
}
