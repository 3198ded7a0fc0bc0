using CustomerService.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>What a statement costs beside itself.</summary>
public sealed class PostgresStatementsTests(PostgresServer server)
{
    // The first two are sent as text, on each of the connections that may answer.
    private const int Enough = 16;

    [Theory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)]
    [InlineData(";MaxAutoPrepare=0", false)]
    public async Task Rows_OftenTheSame_ArePreparedUnlessTheConnectionStringSaysNo(string setting, bool prepared)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddPostgresStorage(PostgresServer.Section(await server.Database() + setting)).BuildServiceProvider();
        var database = services.GetRequiredService<PostgresDatabase>();
        var counts = new List<long>();
        for (var i = 0; i < Enough; i++)
        {
            counts.AddRange(await database.Rows(
                "SELECT count(*) FROM pg_prepared_statements", r => r.GetInt64(0), TestContext.Current.CancellationToken));
        }

        counts.Any(c => c > 0).ShouldBe(prepared);
    }
}
