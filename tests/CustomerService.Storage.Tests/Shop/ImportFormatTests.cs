using System.Text;

namespace CustomerService.Storage.Tests.Shop;

public sealed class ImportFormatTests : IDisposable
{
    private readonly TableShop _shop = new();
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task ImportFolder_BomCrLfAndQuotes_AreRead()
    {
        _folder.Write("faq.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(
            "id,intent,question,similar,answer\r\nF1,shipping,\"他说\"\"多久\"\"，发货\",\"甲, 乙 | 丙 | 甲, 乙\",\"第一行\r\n第二行\"\r\n\r\nF2,other,问,,答")]);

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        var faq = await _shop.Faq.All(TableShop.Tenant, TestContext.Current.CancellationToken);
        faq.Count.ShouldBe(2);
        faq[0].Question.ShouldBe("他说\"多久\"，发货");
        faq[0].Similar.ShouldBe(["甲, 乙", "丙"]);
        faq[0].Answer.ShouldBe("第一行\r\n第二行");
        faq[1].Similar.ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportFolder_SpreadsheetsChineseCsv_IsReadWithANote()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        _folder.Write("warehouses.csv", gb18030.GetBytes(_folder.Read("warehouses.csv")));

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().Message.ShouldContain("CSV UTF-8");
        var levels = await _shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], TestContext.Current.CancellationToken);
        levels[0].Warehouse.ShouldBe("北京仓");
    }

    [Fact]
    public async Task ImportFolder_DamagedBytesInOneRow_RefusesThatRow()
    {
        var bytes = Encoding.UTF8.GetBytes("city,province\n北京,北京\n上海,上海\n杭州,浙江\n广州,广东\n朝阳区,北京\n");
        bytes[Array.IndexOf(bytes, (byte)'\n', 20) + 1] = 0xFF;
        _folder.Write("cities.csv", bytes);

        var report = await _shop.Import(_folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line, problem.Column).ShouldBe(("cities.csv", 3, "city"));
        _shop.Catalogue.Current(TableShop.Tenant).Places.Count.ShouldBe(4);
    }

    [Fact]
    public async Task ImportFolder_OtherOrderUnknownColumnAndShortRows_AreTakenWithANote()
    {
        _folder.Write("stock.csv", "quantity, WAREHOUSE ,sku,shelf\n5,BJ,P2-1,A3\n7,SH,P2-1,,,,\n,,,\n");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        report.Notes.Select(n => (n.File, n.Line, n.Column)).ShouldBe([("stock.csv", 1, "shelf"), ("stock.csv", 1, "restock")]);
        var levels = await _shop.Stock.Levels(TableShop.Tenant, ["P2-1"], TestContext.Current.CancellationToken);
        levels.Select(l => l.Quantity).ShouldBe([5, 7]);
    }

    [Theory]
    [InlineData("sku,quantity\nP2-1,5\n", "warehouse", "lacks the column")]
    [InlineData("sku;warehouse;quantity;restock\nP2-1;BJ;5;\n", "sku,warehouse,quantity", "separated by commas")]
    [InlineData("sku,warehouse,quantity,restock,sku\nP2-1,BJ,5,,\n", "sku", "stands twice")]
    [InlineData("", null, "the file is empty")]
    public async Task ImportFolder_HeaderOfNoUse_LeavesTheTableAsItWas(string text, string? column, string message)
    {
        await _shop.Import(_folder);
        _folder.Write("stock.csv", text);

        var report = await _shop.Import(_folder);

        report.Applied.ShouldBeTrue();
        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Column.ShouldBe(column);
        problem.Message.ShouldContain(message);
        (await _shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], TestContext.Current.CancellationToken)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ImportFolder_MoreCellsThanColumns_SaysToQuoteTheComma()
    {
        _folder.Append("warehouses.csv", "GZ,广州仓,广州,白云区");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("4 cells and the header 3: put a cell that contains a comma in quotes");
    }

    [Theory]
    [InlineData("SH,\"上海仓,上海\nGZ,广州仓,广州\nCD,成都仓,成都\n")]
    [InlineData("SH,\"上海仓,上海\nGZ,\"广州仓\",广州\nCD,\"成都仓\",成都\n")]
    public async Task ImportFolder_QuoteNeverClosed_LosesThatLineOnly(string rows)
    {
        _folder.Write("warehouses.csv", "id,name,city\nBJ,北京仓,北京\n" + rows);
        _folder.Write("stock.csv", "sku,warehouse,quantity,restock\n");
        _folder.Write("delivery.csv", "warehouse,city,days,cutoff\n");

        var report = await _shop.Import(_folder);

        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(3);
        problem.Message.ShouldContain("quote");
        var imported = report.Files.Single(f => f.File == "warehouses.csv");
        (imported.Rows, imported.Refused).ShouldBe((3, 1));
    }

    [Fact]
    public async Task ImportFolder_TextBehindAQuote_RefusesTheRow()
    {
        _folder.Append("cities.csv", "\"上\"海,上海");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("text follows a closing quote");
        _shop.Catalogue.Current(TableShop.Tenant).Places.ShouldNotContain(p => p.Province == "上海");
    }

    [Fact]
    public async Task ImportFolder_QuoteInsideAPlainCell_IsTakenWithANote()
    {
        _folder.Append("attributes.csv", "P1,尺寸,6.7\"屏");

        var report = await _shop.Import(_folder);

        report.Problems.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().Line.ShouldBe(4);
        _shop.Catalogue.Current(TableShop.Tenant).Products["P1"].Attributes[^1].Value.ShouldBe("6.7\"屏");
    }

    [Fact]
    public async Task ImportFolder_NoSuchFolderOrNothingInIt_ChangesNothing()
    {
        await _shop.Import(_folder);
        _folder.Keep();

        (await _shop.Import(_folder)).Applied.ShouldBeFalse();
        var report = await _shop.Importer.ImportFolder(TableShop.Tenant, _folder.Path + "-none", TestContext.Current.CancellationToken);

        report.Applied.ShouldBeFalse();
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("no such folder");
        _shop.Catalogue.Current(TableShop.Tenant).Products.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ImportFolder_TenantThatIsNoName_Throws() =>
        await Should.ThrowAsync<ArgumentException>(() => _shop.Import(_folder, "A B"));
}
