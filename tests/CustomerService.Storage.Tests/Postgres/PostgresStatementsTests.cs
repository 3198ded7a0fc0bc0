using CustomerService.Core.Conversations;
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

    [Fact]
    public async Task Warm_BeforeTheFirstAppend_PreparesItsStatementsAndStoresNothing()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddPostgresStorage(PostgresServer.Section(await server.Database())).BuildServiceProvider();
        var (database, inbox) = (services.GetRequiredService<PostgresDatabase>(), services.GetRequiredService<IInbox>());
        await inbox.Warm(TestContext.Current.CancellationToken);

        var prepared = await database.Rows(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%inbox%'", r => r.GetInt64(0), TestContext.Current.CancellationToken);

        // Its three, on whichever of the connections answers.
        prepared.ShouldBe([3]);
        (await database.Rows("SELECT count(*) FROM inbox_conversation", r => r.GetInt64(0), TestContext.Current.CancellationToken)).ShouldBe([0]);
        (await inbox.Backlog(TestContext.Current.CancellationToken)).Depth.ShouldBe(0);
    }
}
