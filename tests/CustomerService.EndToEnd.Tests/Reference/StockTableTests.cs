using System.Globalization;
using CustomerService.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CustomerService.EndToEnd.Tests.Reference;

/// <summary>The stock table, changed by hand while the host runs, changes the next answer.</summary>
public sealed class StockTableTests(ShopHost host) : IClassFixture<ShopHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_SoldOutByHand_SaysSoldOutAndNoDate()
    {
        var shopper = new Shopper(host.Http, "stock-sold-out");
        (await shopper.Ask("星河X1黑色256G有现货吗?", Cancellation)).ShouldContain("黑色256G版本北京仓有货");

        Change("UPDATE stock SET quantity = 0, restock = NULL WHERE sku = 'P1001-BLACK-256G'");

        var answer = await shopper.Ask("星河X1黑色256G有现货吗?", Cancellation);
        answer.ShouldContain("黑色256G版本目前缺货");
        answer.ShouldContain("还没有确定");
    }

    [Fact]
    public async Task Ask_OneColourLeft_NamesIt()
    {
        Change("UPDATE stock SET quantity = 0, restock = NULL WHERE sku IN ('P1001-BLACK-512G', 'P1001-WHITE-512G')");

        var answer = await new Shopper(host.Http, "stock-one-colour").Ask("星河X1 512G的还有现货吗?", Cancellation);

        answer.ShouldContain("只剩蓝色512G");
        answer.ShouldContain("上海仓有货");
    }

    [Fact]
    public async Task Ask_RestockDateByHand_TellsIt()
    {
        Change("UPDATE stock SET quantity = 0, restock = '2031-05-06' WHERE sku = 'P1001-BLUE-128G'");

        var answer = await new Shopper(host.Http, "stock-restock").Ask("星河X1蓝色128G有现货吗?", Cancellation);

        answer.ShouldContain("蓝色128G版本暂时缺货，预计5月6日补货");
    }

    [Fact]
    public async Task Ask_LastPieces_TellsHowMany()
    {
        Change("UPDATE stock SET quantity = 2 WHERE sku = 'P1001-WHITE-128G' AND warehouse = 'BJ'");

        var answer = await new Shopper(host.Http, "stock-few").Ask("星河X1白色128G有现货吗?", Cancellation);

        answer.ShouldContain("白色128G版本北京仓有货，仅剩2件");
    }

    [Fact]
    public async Task Ask_UnknownProduct_ConfirmsNothing()
    {
        var answer = await new Shopper(host.Http, "stock-unknown").Ask("戴森吹风机有现货吗?", Cancellation);

        answer.ShouldNotBeEmpty();
        foreach (var promise in new[] { "仓有货", "送达", "颜色和" })
            answer.ShouldNotContain(promise);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={host.Database};Default Timeout=10"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }
}
