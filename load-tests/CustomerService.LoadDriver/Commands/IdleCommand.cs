using System.CommandLine;
using CustomerService.LoadDriver.Comparisons;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;
using CustomerService.Storage.Sqlite;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>idle</c>: what a conversation costs that rests.</summary>
internal static class IdleCommand
{
    // Far below a host's saturation there is no queue, and far above one caller there is no waiting.
    private const int Callers = 64;

    // The host's inbox must not run away from its turns: so many messages are posted, then answered, then the next.
    private const long Chunk = 1_000;

    public static Command Create()
    {
        var url = CommonOptions.Url();
        url.Required = true;
        var pid = new Option<int>("--pid") { Description = "The id of the process whose memory is measured: the host, or a silo behind it.", Required = true };
        var data = new Option<string?>("--data") { Description = "The data folder of a standalone host; without it only memory is measured." };
        var count = new Option<long>("--conversations") { Description = "Conversations of one turn each.", DefaultValueFactory = _ => 50_000 };
        var json = CommonOptions.Json();
        var command = new Command("idle", "Creates conversations in a running host and measures what each holds of memory and disk.") { url, pid, data, count, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = new HostClient(parsed.GetValue(url)!);
            var file = parsed.GetValue(data) is { } folder ? Path.Combine(folder, SqliteOptions.FileName) : null;
            // The first turns fill caches and load code that are no conversation's.
            await Create(host, 500, cancellation);
            var before = await Now(host, parsed.GetValue(pid), file, cancellation);
            await Create(host, parsed.GetValue(count), cancellation);
            var after = await Now(host, parsed.GetValue(pid), file, cancellation);
            var rows = file is null ? parsed.GetValue(count) : after.Rows!.Count - before.Rows!.Count;
            var resident = (double)(after.Resident - before.Resident) / rows;
            var heap = (after.Heap - before.Heap) / rows;
            Console.WriteLine($"{rows} conversations: {resident:F0} bytes resident each (process {after.Resident / 1048576.0:F0} MiB, before {before.Resident / 1048576.0:F0}){(heap > 0 ? $", {heap:F0} of them managed" : "")}");
            var payload = (double)((after.Rows?.Payload ?? 0) - (before.Rows?.Payload ?? 0)) / rows;
            var disk = (double)((after.Rows?.File ?? 0) - (before.Rows?.File ?? 0)) / rows;
            if (file is not null)
                Console.WriteLine($"on disk: {payload:F0} bytes a state row, {disk:F0} bytes of the file a conversation with its inbox entry");
            await CommonOptions.Save(parsed.GetValue(json), new { rows, resident, heap, payload, disk }, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task Create(HostClient host, long count, CancellationToken cancellation)
    {
        var metrics = new HostMetrics(host, [], TimeProvider.System);
        // A think time beyond the run: every message is a new shopper's first.
        var shoppers = new Shoppers(ScenarioMix.Load(null).Fleeting(), long.MaxValue, TimeSpan.FromDays(1), RunName.Next());
        for (var left = count; left > 0; left -= Chunk)
        {
            await Post(host, shoppers, Math.Min(left, Chunk), cancellation);
            if (!await metrics.Drain(cancellation))
                throw new InvalidOperationException("The host does not answer any more.");
        }
    }

    private static async Task Post(HostClient host, Shoppers shoppers, long count, CancellationToken cancellation)
    {
        var messages = new List<Outgoing>();
        for (var i = 0L; i < count; i++)
            messages.Add(shoppers.Next(TimeSpan.Zero));
        var options = new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation };
        await Parallel.ForEachAsync(messages, options, async (message, cancellation) =>
        {
            var posted = await host.Post(message);
            // A host that is behind says so; this is no measure of its pace.
            while (posted.Status == "429")
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
                posted = await host.Post(message);
            }
            if (posted.Conversation is null)
                throw new InvalidOperationException($"A message was answered with {posted.Status}.");
        });
    }

    private static async Task<(long Resident, double Heap, StateRows? Rows)> Now(
        HostClient host, int pid, string? file, CancellationToken cancellation)
    {
        var resident = await ProcessMemory.Settled(pid, cancellation);
        var counters = await new HostMetrics(host, [], TimeProvider.System).Read(cancellation);
        return file is null ? (resident, 0, null) : (resident, counters.Heap, StateRows.Read(file));
    }
}
