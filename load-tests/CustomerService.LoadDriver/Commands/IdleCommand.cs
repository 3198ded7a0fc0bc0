using System.CommandLine;
using CustomerService.LoadDriver.Comparisons;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;
using CustomerService.Storage.Sqlite;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>idle</c>: what a conversation costs that rests.</summary>
internal static class IdleCommand
{
    public static Command Create()
    {
        var url = CommonOptions.Url();
        url.Required = true;
        var pid = new Option<int>("--pid") { Description = "The id of the process whose memory is measured: the host, or a silo behind it.", Required = true };
        var data = new Option<string?>("--data") { Description = "The data folder of a standalone host; without it only memory is measured." };
        var count = new Option<long>("--conversations") { Description = "Conversations of one turn each.", DefaultValueFactory = _ => 50_000 };
        var metrics = CommonOptions.Metrics();
        var wake = new Option<int>("--wake")
        {
            Description = "So many of them write again while all are in memory, and so many others once none is: what waking one costs. "
                + "Start the silos with --Conversation:AwakeFor=00:02:00, or wait for a quarter of an hour.",
        };
        var json = CommonOptions.Json();
        var command = new Command("idle", "Creates conversations in a running host and measures what each holds of memory and disk.")
        {
            url, pid, data, count, metrics, wake, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = new HostClient(parsed.GetValue(url)!);
            using var others = new OtherHosts(parsed.GetValue(metrics)!);
            var counters = new HostMetrics(host, others.All, TimeProvider.System);
            var file = parsed.GetValue(data) is { } folder ? Path.Combine(folder, SqliteOptions.FileName) : null;
            // The first turns fill caches and load code that are no conversation's.
            await Create(host, counters, 500, cancellation);
            var before = await Now(counters, parsed.GetValue(pid), file, cancellation);
            var made = await Create(host, counters, parsed.GetValue(count), cancellation);
            var after = await Now(counters, parsed.GetValue(pid), file, cancellation);
            var rows = file is null ? parsed.GetValue(count) : after.Rows!.Count - before.Rows!.Count;
            var resident = (double)(after.Resident - before.Resident) / rows;
            var heap = (after.Heap - before.Heap) / rows;
            Console.WriteLine($"{rows} conversations: {resident:F0} bytes resident each (process {after.Resident / 1048576.0:F0} MiB, before {before.Resident / 1048576.0:F0}){(heap > 0 ? $", {heap:F0} of them managed" : "")}");
            var payload = (double)((after.Rows?.Payload ?? 0) - (before.Rows?.Payload ?? 0)) / rows;
            var disk = (double)((after.Rows?.File ?? 0) - (before.Rows?.File ?? 0)) / rows;
            if (file is not null)
                Console.WriteLine($"on disk: {payload:F0} bytes a state row, {disk:F0} bytes of the file a conversation with its inbox entry");
            await CommonOptions.Save(parsed.GetValue(json), new { rows, resident, heap, payload, disk }, cancellation);
            if (parsed.GetValue(wake) is > 0 and var woken)
                await new WakeCost(host, counters).Measure(made, woken, parsed.GetValue(pid), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task<List<Outgoing>> Create(HostClient host, HostMetrics counters, long count, CancellationToken cancellation)
    {
        // A think time beyond the run: every message is a new shopper's first.
        var shoppers = new Shoppers(ScenarioMix.Load(null).Fleeting(), long.MaxValue, TimeSpan.FromDays(1), RunName.Next());
        var made = new List<Outgoing>();
        for (var i = 0L; i < count; i++)
            made.Add(shoppers.Next(TimeSpan.Zero));
        await MessagePost.All(host, counters, made, cancellation);
        return made;
    }

    private static async Task<(long Resident, double Heap, StateRows? Rows)> Now(
        HostMetrics counters, int pid, string? file, CancellationToken cancellation)
    {
        var resident = await ProcessMemory.Settled(pid, cancellation);
        return file is null ? (resident, 0, null) : (resident, (await counters.Read(cancellation)).Heap, StateRows.Read(file));
    }
}
