using CustomerService.Core.Desk;

namespace CustomerService.DeskSimulation;

/// <summary>How a day went, by the desk's own records of rounds and by who was given when.</summary>
internal sealed class DayReport(int services)
{
    private static readonly TimeSpan Open = TimeSpan.FromHours(16);
    private readonly List<(Visit Visit, double Waited)> _given = new(services);
    private readonly HashSet<string> _starved = new(StringComparer.Ordinal);
    private long _rounds;
    private long _inTime;
    private long _unserved;
    private double _busy;
    private double _busyInPeak;

    public static string Head =>
        "policy      | wait p50 s | p95 s | p99 s | VIP p95 | angry p95 | others p95 | 3-minute rate | busy | busy 20-21 h | starved | not served";

    public void Given(Visit visit, DateTimeOffset now) => _given.Add((visit, (now - visit.Request.At).TotalSeconds));

    public void Round(DeskRecord round)
    {
        _rounds++;
        _inTime += round.AnsweredAt - round.AskedAt <= TimeSpan.FromMinutes(3) ? 1 : 0;
    }

    public void Starve(string conversation) => _starved.Add(conversation);

    public void Close(IReadOnlyCollection<AgentAtWork> agents, int unserved)
    {
        _unserved = unserved;
        _busy = agents.Average(a => a.Seconds) / Open.TotalSeconds;
        _busyInPeak = agents.Average(a => a.PeakSeconds) / TimeSpan.FromHours(1).TotalSeconds;
    }

    public string Line(string name) => FormattableString.Invariant(
        $"{name,-11} | {Wait(_ => true, 0.5),10:F1} | {Wait(_ => true, 0.95),5:F0} | {Wait(_ => true, 0.99),5:F0} | {Wait(v => v.Vip, 0.95),7:F0} | {Wait(v => v.Angry, 0.95),9:F0} | {Wait(v => v is { Vip: false, Angry: false }, 0.95),10:F0} | {100.0 * _inTime / _rounds,11:F2} % | {_busy:P0} | {_busyInPeak,12:P0} | {_starved.Count,7} | {_unserved,10}");

    // Nearest rank.
    private double Wait(Func<Visit, bool> of, double part)
    {
        var waits = _given.Where(g => of(g.Visit)).Select(g => g.Waited).Order().ToArray();
        return waits[Math.Max(0, (int)Math.Ceiling(part * waits.Length) - 1)];
    }
}
