using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerService.LoadDriver.Host;

/// <summary>Counters of a host at one moment.</summary>
internal sealed record HostCounters
{
    /// <summary>When it was read, a timestamp of the time provider.</summary>
    public required long At { get; init; }

    /// <summary>Messages accepted.</summary>
    public double Accepted { get; init; }

    /// <summary>Turns committed.</summary>
    public double Turns { get; init; }

    /// <summary>Turns of them that had to do without the model or a fact.</summary>
    public double Degraded { get; init; }

    /// <summary>Texts that the model read.</summary>
    public double Texts { get; init; }

    /// <summary>Writes to the database file.</summary>
    public double Writes { get; init; }

    /// <summary>Commits they shared.</summary>
    public double Commits { get; init; }

    /// <summary>Managed heap after the last collection, bytes; 0 where it is not told.</summary>
    public double Heap { get; init; }

    /// <summary>Inbox entries not finished.</summary>
    public double Backlog { get; init; }

    /// <summary>Grains in memory.</summary>
    public double Awake { get; init; }

    /// <summary>Processor time since the start, s; user and system, all cores.</summary>
    public double Cpu { get; init; }
}

/// <summary>Reads <c>/metrics</c> and the backlog of <c>/health/ready</c>.</summary>
/// <param name="host">Where messages are posted.</param>
/// <param name="others">Other processes of its cluster, whose counters are added to the host's.</param>
/// <param name="time">For the moment of reading.</param>
internal sealed partial class HostMetrics(HostClient host, IReadOnlyList<HostClient> others, TimeProvider time)
{
    public async Task<HostCounters> Read(CancellationToken cancellation)
    {
        var backlog = await Backlog(cancellation);
        var pages = await Task.WhenAll(others.Prepend(host).Select(h => h.Text("metrics", cancellation)));
        var lines = pages.SelectMany(p => p.Split('\n')).ToArray();
        return new HostCounters
        {
            At = time.GetTimestamp(),
            Backlog = backlog,
            Accepted = Sum(lines, "customer_service_gateway_messages_total", "outcome=\"accepted\""),
            Turns = Sum(lines, "customer_service_turns_total"),
            Degraded = Sum(lines, "customer_service_turns_total") - Sum(lines, "customer_service_turns_total", "degraded=\"no\""),
            Texts = Sum(lines, "language_batch_rows_sum"),
            Writes = Sum(lines, "customerservice_storage_write_batch_size_sum"),
            Commits = Sum(lines, "customerservice_storage_write_batch_size_count"),
            Awake = Sum(lines, "orleans_catalog_activations"),
            Cpu = Sum(lines, "dotnet_process_cpu_time_seconds_total"),
            Heap = Sum(lines, "dotnet_gc_last_collection_heap_size_bytes"),
        };
    }

    public async Task<long> Backlog(CancellationToken cancellation) =>
        Unfinished().Match(await host.Text("health/ready", cancellation)) is { Success: true } match
            ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("The host is not ready, or does not tell its backlog at /health/ready.");

    /// <summary>Waits until nothing is left to answer; false when the backlog does not move for 30 s.</summary>
    public async Task<bool> Drain(CancellationToken cancellation)
    {
        var (least, since) = (long.MaxValue, time.GetTimestamp());
        while (await Backlog(cancellation) is > 0 and var left)
        {
            if (left < least)
                (least, since) = (left, time.GetTimestamp());
            else if (time.GetElapsedTime(since) > TimeSpan.FromSeconds(30))
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellation);
        }
        return true;
    }

    private static double Sum(string[] lines, string name, string label = "") => lines
        .Where(l => l.Length > name.Length && l.StartsWith(name, StringComparison.Ordinal) && (l[name.Length] is '{' or ' ') && l.Contains(label, StringComparison.Ordinal))
        .Sum(l => Value(l));

    // name{labels} value [timestamp]
    private static double Value(string line)
    {
        var rest = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(line.Contains('}', StringComparison.Ordinal) ? rest[0] : rest[1], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("([0-9]+) unfinished")]
    private static partial Regex Unfinished();
}
