using System.Globalization;
using CustomerService.EndToEnd.Tests.Kills;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>
/// Three silos, two gateways and PostgreSQL as real processes; shoppers of two shops talk while everything that can
/// happen to processes happens; in the end what the product tells, and what lies in its tables, is held against a
/// ledger kept outside. <c>CS_CHAOS=long</c> does more of it, <see cref="ChaosPlan.Parse"/> what else, <c>CS_SEED</c>
/// another order.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Seed = 20261123;

    // Slow enough that two cores keep up while silos start again and again beside the load.
    private static readonly LoadShape Shape = new(10, 500, 2_000, "default", "second")
    {
        Visitors = 60, VisitorsWithin = TimeSpan.FromSeconds(120),
    };

    // What a shopper may wait when the last thing that happened was the worst.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chaos_OnACluster_LosesAndDoublesNothing()
    {
        var plan = ChaosPlan.Parse(Environment.GetEnvironmentVariable("CS_CHAOS"));
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Seed;
        var began = TimeProvider.System.GetTimestamp();
        await using var cluster = new ClusterHost(
            silos: 3, gateways: 2,
            [
                .. Shape.Tenants.SelectMany((t, i) => new[] { $"--Shop:Tenants:{i}={t}", $"--Gateway:Tenants:{i}={t}", $"--Language:Tenants:{i}={t}" }),
                .. ClusterHost.PreciseLogs,
            ]);
        await cluster.Start(Cancellation);
        await Sabotage.Do(cluster, Cancellation);
        var random = new Random(seed);
        var faults = new Faults(cluster, random, Cancellation);
        var (did, skipped) = (new List<(FaultKind Kind, long At)>(), new List<string>());
        using var load = new Load(cluster, Shape, seed, Cancellation);

        await Pause(3_000);
        foreach (var kind in plan.Order(random))
        {
            if (Faults.Impossible(kind) is { } reason)
            {
                skipped.Add(reason);
                continue;
            }
            output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s: {kind}");
            did.Add((kind, await faults.Do(kind)));
            await Pause(random.Next(300, 4_000) + (int)plan.Rest.TotalMilliseconds);
        }
        foreach (var silo in cluster.Processes.Where(p => p.Role is "silo" or "gateway"))
            await cluster.Ready(silo.Name, before: 0, Cancellation);
        await load.StopSending();
        var answered = await load.AllAnswered(AnswerLimit, Cancellation);
        var found = await load.Check(Cancellation);
        var rows = await DatabaseAudit.Faults(cluster.Connection, await load.Conversations(Cancellation), Cancellation);
        cluster.KeepLogs("chaos-logs");

        var report = new ChaosReport(seed, load, found with { Faults = [.. found.Faults, .. rows] }, did, began)
        {
            Skipped = [.. skipped.Distinct(StringComparer.Ordinal)],
            NoticedSeconds = Shares.Of(faults.NoticedSeconds),
            EndedZombies = faults.EndedZombies,
        };
        report.Write(Places.Report("chaos.json"));
        output.WriteLine(report.Summary);
        report.ShouldHold(answered, AnswerLimit, leastMessages: 10 * Shape.Conversations);
        faults.EndedZombies.ShouldBe(plan.Zombies, "A zombie did not find out that the cluster had gone on without it.");
    }

    private static Task Pause(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, Cancellation);
}
