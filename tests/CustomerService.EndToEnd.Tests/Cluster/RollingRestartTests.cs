using System.Net;
using CustomerService.EndToEnd.Tests.Chaos;
using CustomerService.EndToEnd.Tests.Kills;
using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>All silos and gateways are stopped as Kubernetes stops them, one after the other, while shoppers talk.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    // Status of a member that has left.
    private const int Dead = 6;

    // Replies told with their times, to be looked up in the logs.
    private const int Slow = 10;

    private static readonly LoadShape Shape = new(8, 300, 1_200, "default");
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terminate_OneAfterTheOtherUnderLoad_IsUnreadyFirstHandsOverAndLosesNothing()
    {
        await using var cluster = new ClusterHost(silos: 3, gateways: 2, ["--Cluster:DrainDelay=00:00:03", .. ClusterHost.PreciseLogs]);
        await cluster.Start(Cancellation);
        using var load = new Load(cluster, Shape, seed: 1, Cancellation);
        var ended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in new[] { "silo-1", "silo-2", "silo-3", "gateway-1", "gateway-2" })
        {
            var process = cluster.Processes.Single(p => p.Name == name);
            await process.Send("TERM");
            var (status, said) = await FirstUnready(process);
            status.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{name} did not say that it stops before it went: {said}");
            await cluster.Ready(name, process.Pid, Cancellation);
            ended.UnionWith(await Ended(cluster));
        }
        await load.StopSending();
        var answered = await load.AllAnswered(AnswerLimit, Cancellation);
        var found = await load.Check(Cancellation);
        var rows = await DatabaseAudit.Faults(cluster.Connection, await load.Conversations(Cancellation), Cancellation);
        cluster.KeepLogs("rolling-logs");
        var replies = Shares.Of(load.Ledgers.SelectMany(l => l.Times).Where(t => t.Answered is not null)
            .Select(t => TimeProvider.System.GetElapsedTime(t.Accepted, t.Answered!.Value).TotalSeconds));
        output.WriteLine($"{found.Accepted} messages, {load.Resent} sent again, reply {replies}");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (accepted, took) in load.Ledgers.SelectMany(l => l.Times).Where(t => t.Answered is not null)
            .Select(t => (t.Accepted, Took: TimeProvider.System.GetElapsedTime(t.Accepted, t.Answered!.Value))).OrderByDescending(t => t.Took).Take(Slow))
            output.WriteLine($"{now - TimeProvider.System.GetElapsedTime(accepted):HH:mm:ss.f}: {took.TotalSeconds:0.0} s");

        found.Faults.Concat(rows).ShouldBeEmpty();
        answered.ShouldBeTrue();
        found.Accepted.ShouldBeGreaterThan(100, "The load was too small to prove anything.");
        ended.ShouldBeEmpty("a silo was ended by others and did not leave by itself");
    }

    /// <summary>The first answer of its readiness that is not OK, while it still answers.</summary>
    private static async Task<(HttpStatusCode? Status, string? Said)> FirstUnready(ClusterProcess process)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(process.Url, "health/ready"), Cancellation);
                if (answer.StatusCode != HttpStatusCode.OK)
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
            }
            catch (HttpRequestException e)
            {
                return (null, e.Message);
            }
            await Task.Delay(BetweenLooks, TimeProvider.System, Cancellation);
        }
    }

    /// <summary>Silos that others ended: one that leaves stands there by itself.</summary>
    private static async Task<List<string>> Ended(ClusterHost cluster)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Connection);
        await using var command = source.CreateCommand("SELECT address || ' by ' || suspect_times FROM cluster_member WHERE status = $1 AND suspect_times NOT LIKE address || ':%'");
        command.Parameters.Add(new() { Value = Dead });
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        var ended = new List<string>();
        while (await rows.ReadAsync(Cancellation))
            ended.Add(rows.GetString(0));
        return ended;
    }
}
