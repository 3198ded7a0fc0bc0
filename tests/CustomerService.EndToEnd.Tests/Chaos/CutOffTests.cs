using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>
/// A silo whose cable is pulled: it reaches neither the other silos nor the database, and nobody reaches it. Chaos cuts
/// one way only, for there all processes share this machine's addresses.
/// </summary>
public sealed class CutOffTests(ITestOutputHelper output)
{
    private const string Silo = "CustomerService.Silo.Host";
    private const int Dead = 6;
    private const int Shoppers = 16;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_BothWays_ConversationsGoOnElsewhereAndTheSiloEndsItselfWhenItIsBack()
    {
        if (CutOffNetwork.Impossible is { } reason)
            Assert.Skip(reason);
        await using var network = await CutOffNetwork.Create();
        await using var cluster = new ClusterHost(
            silos: 2, gateways: 1, [ClusterHost.PatientTurns, $"--Silo:Address={network.Here}", .. ClusterHost.PreciseLogs]);
        await cluster.Start(Cancellation);
        var database = new NpgsqlConnectionStringBuilder(cluster.Connection);
        await using var relay = new Relay(network.Here, database.Port);
        (database.Host, database.Port, database.Pooling) = (network.Here, relay.Port, true);
        var url = new Uri($"http://{network.There}:{Ports.Free().ToString(CultureInfo.InvariantCulture)}/");
        await using var silo = new AddedProcess(
            HostProcess.StartIn(
                network, Places.Program(Silo), $"--urls={url}", $"--Postgres:ConnectionString={database.ConnectionString}",
                $"--Silo:Address={network.There}", $"--Silo:Port={Ports.Free()}", $"--Silo:GatewayPort={Ports.Free()}",
                "--Language:Tenants:0=default", "--Language:BatchesAtOnce=1", ClusterHost.PatientTurns),
            url);
        await silo.Ready(Cancellation);
        using var http = cluster.Client();
        await Each(http, "这款手机有现货吗?", "颜色和存储版本", events: 2);
        (await TurnCounts.Of(silo.Url, Cancellation)).All.ShouldBeGreaterThan(0, "the silo had no conversation: nothing was proved");

        await network.Cut();
        var cut = TimeProvider.System.GetTimestamp();
        await Each(http, "黑色,256G。", "黑色256G版本北京仓有货", events: 4);
        output.WriteLine($"all answered {TimeProvider.System.GetElapsedTime(cut).TotalSeconds:0.0} s after the cut");
        await EndedByOthers(cluster, network.There);
        output.WriteLine($"ended by the others {TimeProvider.System.GetElapsedTime(cut).TotalSeconds:0.0} s after the cut");
        await network.Mend();

        await silo.Ended(Cancellation);
        output.WriteLine($"gone {TimeProvider.System.GetElapsedTime(cut).TotalSeconds:0.0} s after the cut");
        await Each(http, "运费怎么算", "", events: 6);
        cluster.KeepLogs("cut-logs");
    }

    /// <summary>Every shopper says it, is answered, and has a whole conversation of so many events.</summary>
    private static async Task Each(HttpClient http, string says, string answer, int events) =>
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async i =>
        {
            var shopper = new Shopper(http, $"cut-{i}");
            (await shopper.Ask(says, Cancellation)).ShouldContain(answer, customMessage: $"cut-{i}");
            // A reading that does not wait may be refused (503) while silos come and go.
            var page = await shopper.Page(0, 10, Cancellation);
            page.Events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events).Select(n => (long)n), $"cut-{i}");
            page.Events.Select(e => e.Kind).Chunk(2).ShouldAllBe(pair => pair.SequenceEqual(new[] { EventKinds.Message, EventKinds.Reply }));
        }));

    private static async Task EndedByOthers(ClusterHost cluster, string address)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Connection);
        await using var command = source.CreateCommand("SELECT status FROM cluster_member WHERE address = $1");
        command.Parameters.Add(new() { Value = address });
        while (await command.ExecuteScalarAsync(Cancellation) is not Dead)
            await Task.Delay(BetweenLooks, TimeProvider.System, Cancellation);
    }
}
