namespace CustomerService.Storage.Tests.Shop;

public sealed class ImportHostileTests : IDisposable
{
    private readonly TableShop _shop = new();
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("=HYPERLINK(\"\"http://x\"\")")]
    [InlineData("=cmd|'/c calc'!A1")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("好<img src=x onerror=alert(1)>")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\0b")]
    public async Task ImportFolder_HostileText_IsRefused(string text)
    {
        _folder.Append("faq.csv", $"F2,shipping,问,,\"{text}\"");

        var report = await _shop.Import(_folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column).ShouldBe((3, "answer"));
        problem.Message.ShouldContain("write plain text");
        problem.Message.ShouldNotContain("\u001b");
        _shop.Scalar("SELECT count(*) FROM faq").ShouldBe("1");
    }

    [Fact]
    public async Task ImportFolder_CellOfAMegabyte_IsRefusedAndQuotedShort()
    {
        _folder.Append("faq.csv", $"F2,shipping,问,,\"{new string('长', 1024 * 1024)}\"\nF3,shipping,问三,,答");

        var report = await _shop.Import(_folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Message.Length.ShouldBeLessThan(300);
        _shop.Scalar("SELECT group_concat(id) FROM faq").ShouldBe("F1,F3");
    }

    [Fact]
    public async Task ImportFolder_SqlInCells_IsText()
    {
        const string Sql = "'); DELETE FROM stock; --";
        _folder.Append("attributes.csv", $"P1,产地,{Sql}");
        _folder.Append("attributes.csv", "P1,比较,1 < 2 & 3 > 2");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        _shop.Catalogue.Current(TableShop.Tenant).Products["P1"].Attributes.Select(a => a.Value).ShouldContain(Sql);
        _shop.Scalar("SELECT count(*) FROM stock").ShouldBe("3");
    }

    [Fact]
    public async Task ImportFolder_SqlInAQuestion_FindsNothing()
    {
        await _shop.Import(_folder);

        (await _shop.Orders.Find(TableShop.Tenant, "O1' OR '1'='1", TestContext.Current.CancellationToken)).ShouldBeNull();
        (await _shop.Stock.Levels(TableShop.Tenant, ["\"]) OR 1=1 --"], TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportFolder_RandomBytes_AreProblemsAndNoCrash()
    {
        var random = new Random(7);
        foreach (var file in Directory.GetFiles(_folder.Path, "*.csv"))
        {
            var bytes = new byte[20_000];
            random.NextBytes(bytes);
            File.WriteAllBytes(file, bytes);
        }

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeTrue();
        report.Problems.Count.ShouldBeGreaterThanOrEqualTo(16);
        report.Files.Where(f => f.File != "shop.yaml").Sum(f => f.Rows).ShouldBe(0);
    }

    [Fact]
    public async Task ImportFolder_FullPhonesAndNames_AreStoredMasked()
    {
        await _shop.Import(_folder);

        _shop.Scalar("SELECT group_concat(phone) FROM orders").ShouldBe("138****5678,138****5678,139****1111,139****1111");
        _shop.Scalar("SELECT group_concat(receiver) FROM orders").ShouldBe("王**,李**,赵**,赵**");
        (await _shop.Orders.Find(TableShop.Tenant, "O3", TestContext.Current.CancellationToken))!.PhoneTail.ShouldBe("1111");
    }
}
