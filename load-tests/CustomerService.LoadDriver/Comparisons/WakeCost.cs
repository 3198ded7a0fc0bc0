using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>What it costs to put conversations out of memory and to bring them back.</summary>
/// <param name="host">Takes the messages.</param>
/// <param name="counters">Of the host and the silos behind it.</param>
internal sealed class WakeCost(HostClient host, HostMetrics counters)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>Measures and prints.</summary>
    /// <param name="made">The first message of each conversation.</param>
    /// <param name="count">How many write again, awake and asleep.</param>
    /// <param name="pid">The process whose memory is told.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Measure(IReadOnlyList<Outgoing> made, int count, int pid, CancellationToken cancellation)
    {
        var awake = await Again(made.Take(count), count, cancellation);
        var before = await counters.Read(cancellation);
        await Asleep(before.Awake, cancellation);
        var after = await counters.Read(cancellation);
        var gone = before.Awake - after.Awake;
        Console.WriteLine(
            $"{gone:F0} grains left memory: at most {(after.Cpu - before.Cpu) * 1000 / gone:F3} ms of processor each; "
            + $"process {await ProcessMemory.Settled(pid, cancellation) / 1048576.0:F0} MiB");
        var woken = await Again(made.Skip(count).Take(count), count, cancellation);
        Console.WriteLine(
            $"another message: {awake:F2} ms of processor in memory, {woken:F2} out of memory; "
            + $"so waking a conversation and its profile costs {woken - awake:F2} ms");
    }

    private async Task<double> Again(IEnumerable<Outgoing> first, int count, CancellationToken cancellation)
    {
        var before = await counters.Read(cancellation);
        await MessagePost.All(host, counters, first.Select(m => m with { Id = m.Id + "-again" }), cancellation);
        return ((await counters.Read(cancellation)).Cpu - before.Cpu) * 1000 / count;
    }

    private async Task Asleep(double awake, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while ((await counters.Read(patience.Token)).Awake > awake / 20)
            await Task.Delay(BetweenLooks, TimeProvider.System, patience.Token);
    }
}
