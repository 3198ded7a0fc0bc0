using System.Globalization;

namespace CustomerService.Storage.Tests.Shop;

public sealed class ImportDateTests : IDisposable
{
    private readonly TableShop _shop = new();
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("+7d", "2026-11-29")]
    [InlineData("-3d", "2026-11-19")]
    [InlineData("+0d", "2026-11-22")]
    [InlineData("0d", "2026-11-22")]
    [InlineData("2026-12-01", "2026-12-01")]
    [InlineData("2026/12/1", "2026-12-01")]
    public async Task ImportFolder_Day_IsResolved(string cell, string expected)
    {
        _folder.Append("stock.csv", $"P1-WHITE,BJ,0,{cell}");

        (await _shop.Import(_folder)).Problems.ShouldBeEmpty();

        var level = (await _shop.Stock.Levels(TableShop.Tenant, ["P1-WHITE"], TestContext.Current.CancellationToken)).Single();
        level.Restock.ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("-3d 14:05", "2026-11-19T14:05:00+08:00")]
    [InlineData("-0d 09:00:30", "2026-11-22T09:00:30+08:00")]
    [InlineData("-1d", "2026-11-21T00:00:00+08:00")]
    [InlineData("2026-11-20 9:05", "2026-11-20T09:05:00+08:00")]
    [InlineData("2026/11/2 14:05", "2026-11-02T14:05:00+08:00")]
    [InlineData("2026-11-20T14:05", "2026-11-20T14:05:00+08:00")]
    [InlineData("2026-11-20T14:05:00Z", "2026-11-20T22:05:00+08:00")]
    [InlineData("2026-11-20T14:05:00.5-05:00", "2026-11-21T03:05:00+08:00")]
    public async Task ImportFolder_Moment_IsResolvedInTheShopsZone(string cell, string expected)
    {
        _folder.Replace("orders.csv", "-1d 21:35", cell);

        (await _shop.Import(_folder)).Problems.ShouldBeEmpty();

        var order = await _shop.Orders.Find(TableShop.Tenant, "O1", TestContext.Current.CancellationToken);
        order!.PlacedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("14:05")]
    [InlineData("-3 14:05")]
    [InlineData("-3d 25:00")]
    [InlineData("20261120")]
    [InlineData("0001-01-01 00:00")]
    [InlineData("now")]
    public async Task ImportFolder_NoMoment_IsAProblem(string cell)
    {
        _folder.Replace("orders.csv", "-1d 21:35", cell);

        (await _shop.Import(_folder)).Problems.ShouldContain(p => p.File == "orders.csv" && p.Line == 2 && p.Column == "placedAt");
    }

    [Fact]
    public async Task ImportFolder_DayOfTheImport_IsTheShopsAndNotUtc()
    {
        // 23 November has begun in Shanghai, and not in Greenwich.
        _shop.Time.SetUtcNow(new(2026, 11, 22, 16, 30, 0, TimeSpan.Zero));

        await _shop.Import(_folder);

        var level = (await _shop.Stock.Levels(TableShop.Tenant, ["P1-BLACK"], TestContext.Current.CancellationToken))[1];
        level.Restock.ShouldBe(new DateOnly(2026, 11, 30));
    }
}
