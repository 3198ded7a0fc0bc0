using CustomerService.EndToEnd.Tests.Kills;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>What a run of chaos did and found.</summary>
internal sealed record ChaosReport : RunReport
{
    // Enough to see in the logs where the time went.
    private const int Slow = 20;

    // Seconds within which a shopper expects the answer.
    private const double InTime = 2;

    public ChaosReport(int seed, Load load, Findings found, IReadOnlyList<(FaultKind Kind, long At)> did, long began)
        : base(seed, load, found, Math.Round(Between(began, TimeProvider.System.GetTimestamp()), 1))
    {
        (string User, long Accepted, long? Answered)[] times =
            [.. load.Ledgers.SelectMany(l => l.Times.Select(t => (l.User, t.Accepted, t.Answered)))];
        var answered = times.Where(t => t.Answered is not null).Select(t => (t.User, t.Accepted, Seconds: Between(t.Accepted, t.Answered!.Value))).ToArray();
        Did = did.GroupBy(d => d.Kind).ToDictionary(g => g.Key.ToString(), g => g.Count(), StringComparer.Ordinal);
        ReplySeconds = Shares.Of(answered.Select(a => a.Seconds));
        (long At, TimeSpan Took)[] acknowledged = [.. load.Ledgers.SelectMany(l => l.Acknowledged)];
        AcknowledgeSeconds = Shares.Of(acknowledged.Select(a => a.Took.TotalSeconds));
        AcknowledgeSecondsAfter = acknowledged
            .GroupBy(a => did.Where(d => d.At <= a.At).Select(d => d.Kind.ToString()).LastOrDefault("Nothing"), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Shares.Of(g.Select(a => a.Took.TotalSeconds)), StringComparer.Ordinal);
        SlowestAcknowledged = [.. acknowledged.OrderByDescending(a => a.Took).Take(Slow).Select(a => $"{Clock(a.At)}: {a.Took.TotalSeconds:0.00} s")];
        RecoverSeconds = did.GroupBy(d => d.Kind).ToDictionary(
            g => g.Key.ToString(), g => Shares.Of(g.Select(d => Recovered(d.At))), StringComparer.Ordinal);
        Steps = [.. did.Select(d => $"{Clock(d.At)} {d.Kind}: {Waited(d.At).Count()} waited, the last until {Recovered(d.At):0.0} s after it")];
        Slowest = [.. answered.OrderByDescending(a => a.Seconds).Take(Slow).Select(a => $"{Clock(a.Accepted)} {a.User}: {a.Seconds:0.0} s")];

        double Recovered(long fault) => Waited(fault).Select(t => Between(fault, t.Answered!.Value)).DefaultIfEmpty().Max();

        // Those of before the next fault that were answered after this one, and too late.
        IEnumerable<(string User, long Accepted, long? Answered)> Waited(long fault)
        {
            var next = did.Select(d => d.At).Where(at => at > fault).DefaultIfEmpty(long.MaxValue).Min();
            return times.Where(t => t.Accepted < next && t.Answered > fault && Between(t.Accepted, t.Answered.Value) > InTime);
        }
    }

    public IReadOnlyDictionary<string, int> Did { get; }

    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>From the standstill of a zombie until the cluster went on without it, seconds.</summary>
    public required Shares NoticedSeconds { get; init; }

    public required int EndedZombies { get; init; }

    /// <summary>From the 202 to the reply, as a shopper sees it while all this goes on, seconds.</summary>
    public Shares ReplySeconds { get; }

    /// <summary>From the request that was accepted to its 202, seconds.</summary>
    public Shares AcknowledgeSeconds { get; }

    /// <summary>The same by what was done last before the 202; a database that is down makes every 202 wait for it.</summary>
    public IReadOnlyDictionary<string, Shares> AcknowledgeSecondsAfter { get; }

    /// <summary>The 202s that took longest: when they came.</summary>
    public IReadOnlyList<string> SlowestAcknowledged { get; }

    /// <summary>
    /// By kind: from the fault until the last answer that took longer than two seconds, of messages accepted before the next
    /// fault; seconds, 0 where nobody waited.
    /// </summary>
    public IReadOnlyDictionary<string, Shares> RecoverSeconds { get; }

    /// <summary>What was done at what time of the day, and how long shoppers waited for it.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>The replies that took longest: when the message was accepted, and of whom.</summary>
    public IReadOnlyList<string> Slowest { get; }

    public override string Summary =>
        $"seed {Seed}: {string.Join(", ", Did.Select(d => $"{d.Value} {d.Key}"))} (noticed after {NoticedSeconds}, {EndedZombies} zombies ended); "
        + $"{Counts}; reply {ReplySeconds}, ack {AcknowledgeSeconds} ({string.Join(", ", AcknowledgeSecondsAfter.Select(a => $"after {a.Key} p99 {a.Value.P99:0.00}"))}), recovered {string.Join(", ", RecoverSeconds.Select(r => $"{r.Key} {r.Value}"))}; "
        + $"{TotalSeconds:0} s in all{(Skipped.Count > 0 ? "; skipped " + string.Join(", ", Skipped) : "")}";

    private static double Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalSeconds;

    // Of the day, as the logs have it.
    private static string Clock(long timestamp) =>
        $"{TimeProvider.System.GetUtcNow() - TimeProvider.System.GetElapsedTime(timestamp):HH:mm:ss.f}";
}
