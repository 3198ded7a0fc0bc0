using System.Globalization;
using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One shop floods a cluster that another one shares.</summary>
[Collection<OneCluster>]
public sealed class FloodTests(RunningCluster running)
{
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";

    // Far more than are answered while each shopper of the other shop asks a question.
    private const int Backlog = 60;

    private const int QuietShoppers = 2;

    // Turns of both silos that run at once may end in any order; what was overtaken beyond these waited in turns of shops.
    private const int Overtaken = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly ClusterHost _cluster = running.Host;

    [Fact]
    public async Task Flood_OfOneShop_IsRefusedBeyondItsRateAndAnotherShopGoesFirst()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellation = patience.Token;
        await using var database = NpgsqlDataSource.Create(_cluster.Connection);
        using var http = _cluster.Client();
        using var flooding = _cluster.Client();
        // What a shop's first turn reads and builds is not what is looked at.
        (await new Shopper(http, "quiet-first").Ask(Question, cancellation)).ShouldContain(Asked);
        (await new Shopper(http, "flood-first", tenant: RunningCluster.SecondTenant).Ask(Question, cancellation)).ShouldContain(Asked);

        using var enough = new CancellationTokenSource();
        var flood = new Flood(flooding, RunningCluster.SecondTenant);
        var sending = flood.Run(enough.Token, cancellation);
        await Until(async () => flood.Refused > 0 && await Unfinished(database, cancellation) >= Backlog, cancellation);
        await Task.WhenAll(Enumerable.Range(0, QuietShoppers).Select(async i =>
        {
            var shopper = new Shopper(http, $"quiet-{i}");
            // Each is accepted: a refusal fails here.
            (await shopper.Ask(Question, cancellation)).ShouldContain(Asked);
        }));
        await enough.CancelAsync();
        await sending;
        await Until(async () => await Unfinished(database, cancellation) == 0, cancellation);

        (await OvertakenByTheQuiet(database, cancellation)).ShouldBeGreaterThan(Overtaken);
        flood.Others.ShouldBeEmpty();
        flood.Accepted.Count.ShouldBeGreaterThan(Backlog);
        (await flood.Unanswered(cancellation)).ShouldBeEmpty();
        (await Count(database, "SELECT count(*) FROM dead_letter", cancellation)).ShouldBe(0);
    }

    // Of the entries of one shop that came before all of the quiet shoppers', those that were finished after all of them.
    private static Task<long> OvertakenByTheQuiet(NpgsqlDataSource database, CancellationToken cancellation) => Count(
        database,
        $"""
        WITH quiet AS (
            SELECT min(received_at) AS first, max(finished_at) AS last FROM inbox
            WHERE conversation LIKE 'default.%' AND received_at >= (
                SELECT min(received_at) FROM inbox WHERE conversation LIKE '{RunningCluster.SecondTenant}.%'))
        SELECT count(*) FROM inbox, quiet
        WHERE conversation LIKE '{RunningCluster.SecondTenant}.%' AND received_at < quiet.first AND finished_at > quiet.last
        """,
        cancellation);

    private static Task<long> Unfinished(NpgsqlDataSource database, CancellationToken cancellation) =>
        Count(database, "SELECT count(*) FROM inbox WHERE finished_at IS NULL", cancellation);

    private static async Task<long> Count(NpgsqlDataSource database, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static async Task Until(Func<Task<bool>> isIt, CancellationToken cancellation)
    {
        while (!await isIt())
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
    }
}
