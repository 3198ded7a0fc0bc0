using System.Globalization;
using CustomerService.EndToEnd.Tests.Kills;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>
/// Three silos, two gateways and PostgreSQL as real processes; shoppers of two shops talk while everything that can
/// happen to processes happens; in the end what the product tells, and what lies in its tables, is held against a
/// ledger kept outside. <c>CS_CHAOS=long</c> does more of it, <c>CS_SEED</c> another order.
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
        var plan = Environment.GetEnvironmentVariable("CS_CHAOS") == "long" ? ChaosPlan.Long : ChaosPlan.Short;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Seed;
        var began = TimeProvider.System.GetTimestamp();
        await using var cluster = new ClusterHost(
            silos: 3, gateways: 2,
            [.. Shape.Tenants.SelectMany((t, i) => new[] { $"--Shop:Tenants:{i}={t}", $"--Gateway:Tenants:{i}={t}" })]);
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
            did.Add((kind, TimeProvider.System.GetTimestamp()));
            await faults.Do(kind);
            await Pause(random.Next(300, 4_000));
        }
        foreach (var silo in cluster.Processes.Where(p => p.Role is "silo" or "gateway"))
            await cluster.Ready(silo.Name, before: 0, Cancellation);
        await load.StopSending();
        var answered = await load.AllAnswered(AnswerLimit, Cancellation);
        var found = await load.Check(Cancellation);
        var rows = await DatabaseAudit.Faults(cluster.Connection, await load.Conversations(Cancellation), Cancellation);
        cluster.KeepLogs("chaos-logs");

        var report = Report(seed, did, skipped, faults, load, found with { Faults = [.. found.Faults, .. rows] }, began);
        report.Write(Places.Report("chaos.json"));
        output.WriteLine(report.Summary);
        report.Faults.ShouldBeEmpty(report.Summary);
        answered.ShouldBeTrue($"Not everything was answered {AnswerLimit.TotalSeconds:0} s after the last fault. {report.Summary}");
        found.Accepted.ShouldBeGreaterThan(10 * Shape.Conversations, "The load was too small to prove anything.");
        found.HandedOver.ShouldBeGreaterThan(0, "Nobody was handed over: the desk was not tried.");
        faults.EndedZombies.ShouldBe(plan.Zombies, "A zombie did not find out that the cluster had gone on without it.");
    }

    private static ChaosReport Report(
        int seed, List<(FaultKind Kind, long At)> did, List<string> skipped, Faults faults, Load load, Findings found, long began)
    {
        var times = load.Ledgers.SelectMany(l => l.Times).ToArray();
        return new()
        {
            Seed = seed,
            Did = did.GroupBy(d => d.Kind).ToDictionary(g => g.Key.ToString(), g => g.Count(), StringComparer.Ordinal),
            Skipped = [.. skipped.Distinct(StringComparer.Ordinal)],
            NoticedSeconds = Shares.Of(faults.NoticedSeconds),
            EndedZombies = faults.EndedZombies,
            Conversations = load.Count,
            Messages = found.Accepted,
            Resent = load.Resent,
            Turns = found.Turns,
            Replies = found.Replies,
            Lost = found.Lost,
            Doubled = found.Doubled,
            Unanswered = found.Unanswered,
            HandedOver = found.HandedOver,
            ReplySeconds = Shares.Of(times.Where(t => t.Answered is not null).Select(t => Between(t.Accepted, t.Answered!.Value))),
            AcknowledgeSeconds = Shares.Of(load.Ledgers.SelectMany(l => l.Acknowledged).Select(a => a.TotalSeconds)),
            RecoverSeconds = did.GroupBy(d => d.Kind).ToDictionary(
                g => g.Key.ToString(), g => Shares.Of(g.Select(d => Recovered(d.At, times))), StringComparer.Ordinal),
            TotalSeconds = Math.Round(Between(began, TimeProvider.System.GetTimestamp()), 1),
            Faults = found.Faults,
            Transcripts = found.Transcripts,
        };
    }

    private static double Recovered(long fault, IEnumerable<(long Accepted, long? Answered)> times) => times
        .Where(t => t.Accepted < fault && t.Answered > fault).Select(t => Between(fault, t.Answered!.Value)).DefaultIfEmpty().Max();

    private static double Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalSeconds;

    private static Task Pause(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, Cancellation);
}
