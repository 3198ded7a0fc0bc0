using System.Collections.Concurrent;
using System.Diagnostics;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.OpenModel;

/// <summary>
/// One run at a constant rate of arrivals. A clock decides when a message is due, answered or not what went before, and
/// every latency is counted from then: a stall of the host is felt by all who would have written meanwhile.
/// </summary>
internal sealed class ArrivalRun(HostClient host, IReadOnlyList<HostClient> others, Shoppers shoppers, RunSettings settings, TimeProvider time)
{
    // Beyond it a message counts as not sent: the host is lost, and the driver must not fall with it.
    private const int MaxInFlight = 20_000;

    private readonly HostMetrics _metrics = new(host, others, time);
    private readonly Observations _observations = new(host, settings, time);
    private readonly Latencies _acknowledgement = new();
    private readonly Latencies _reply = new();
    private readonly Latencies _lag = new();
    private readonly ConcurrentDictionary<string, long> _statuses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Task> _inFlight = new();

    private int _open;

    public async Task<RunReport> Run(double rate, CancellationToken cancellation)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var started = time.GetTimestamp();
        var sent = await Arrivals(rate, started, cancellation);
        var cores = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / time.GetElapsedTime(started);
        var (before, after) = (await sent.Before, await sent.After);
        var loadEnded = time.GetTimestamp();
        await Task.WhenAll(_inFlight.Values);
        var drained = await _metrics.Drain(cancellation);
        var drain = time.GetElapsedTime(loadEnded);
        var (late, lost) = await _observations.Settle(cancellation);
        var seconds = time.GetElapsedTime(before.At, after.At).TotalSeconds;
        var turns = after.Turns - before.Turns;
        return new RunReport
        {
            OfferedRate = rate,
            SentRate = sent.Measured / settings.Measured.TotalSeconds,
            AcceptedRate = (after.Accepted - before.Accepted) / seconds,
            AnsweredRate = (after.Accepted - before.Accepted - (after.Backlog - before.Backlog)) / seconds,
            TurnRate = turns / seconds,
            DegradedShare = turns > 0 ? (after.Degraded - before.Degraded) / turns : 0,
            TextsPerTurn = turns > 0 ? (after.Texts - before.Texts) / turns : 0,
            Acknowledgement = _acknowledgement.Summary(),
            Reply = _reply.Summary(),
            DriverLag = _lag.Summary(),
            DriverCores = cores,
            HostCores = (after.Cpu - before.Cpu) / seconds,
            Statuses = new SortedDictionary<string, long>(_statuses, StringComparer.Ordinal),
            Observed = _observations.Accepted,
            Late = late,
            Lost = lost,
            DrainSeconds = drain.TotalSeconds,
            Drained = drained,
        };
    }

    private async Task<(long Measured, Task<HostCounters> Before, Task<HostCounters> After)> Arrivals(
        double rate, long started, CancellationToken cancellation)
    {
        var end = settings.Warmup + settings.Measured;
        Task<HostCounters>? before = null;
        long measured = 0;
        for (var i = 0L; ; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            if (due >= end)
                break;
            while (due - time.GetElapsedTime(started) is { Ticks: > 0 } early)
                // Timers are coarse: what is due within the same millisecond goes out together, a little late.
                await Task.Delay(early < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : early, time, cancellation);
            var counts = due >= settings.Warmup;
            if (counts)
                before ??= _metrics.Read(cancellation);
            if (Volatile.Read(ref _open) >= MaxInFlight)
            {
                Count("not sent");
                continue;
            }
            measured += counts ? 1 : 0;
            var task = Send(shoppers.Next(due), started, due, counts);
            Interlocked.Increment(ref _open);
            _inFlight[i] = task;
            _ = Forget(i, task);
        }
        return (measured, before!, _metrics.Read(cancellation));
    }

    private async Task Forget(long arrival, Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Interlocked.Decrement(ref _open);
        _inFlight.TryRemove(arrival, out _);
    }

    private async Task Send(Outgoing message, long started, TimeSpan due, bool counts)
    {
        if (counts)
            _lag.Record(time.GetElapsedTime(started) - due);
        var posted = await host.Post(message);
        if (counts)
        {
            Count(posted.Status);
            if (posted.Conversation is not null)
                _acknowledgement.Record(time.GetElapsedTime(started) - due);
        }
        if (posted.Conversation is null || !_observations.Watches(message))
            return;
        if (await _observations.UntilAnswered(message, posted) && counts)
            _reply.Record(time.GetElapsedTime(started) - due);
    }

    private void Count(string status) => _statuses.AddOrUpdate(status, 1, static (_, n) => n + 1);
}
