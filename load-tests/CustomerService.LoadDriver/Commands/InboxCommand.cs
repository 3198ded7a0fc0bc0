using System.CommandLine;
using CustomerService.LoadDriver.Comparisons;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;
using CustomerService.Storage.Sqlite;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>inbox</c>: acceptance over HTTP against raw inserts of the same rows.</summary>
internal static class InboxCommand
{
    public static Command Create()
    {
        var url = CommonOptions.Url("A running host; where left out, the gateway alone in this process.");
        var data = new Option<string?>("--data") { Description = "The running host's data folder, with --url." };
        var callers = new Option<int>("--callers") { Description = "Posts under way at once.", DefaultValueFactory = _ => 256 };
        var (seconds, folder, json) = (CommonOptions.Seconds(10), CommonOptions.Folder(), CommonOptions.Json());
        var command = new Command("inbox", "Measures messages accepted a second over HTTP, and raw inserts of the same rows with the same syncs.") { url, data, callers, seconds, folder, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(url) is not null && result.GetValue(data) is null)
                result.AddError("--url needs --data, the data folder of that host: the rows are read back from it.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var alone = parsed.GetValue(url) is null ? await GatewayAlone.Start(parsed.GetValue(folder)!) : null;
            var file = alone?.File ?? Path.Combine(parsed.GetValue(data)!, SqliteOptions.FileName);
            var host = parsed.GetValue(url) ?? alone!.Url;
            var length = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var (accepted, refused, batch) = await OverHttp(host, parsed.GetValue(callers), length, cancellation);
            Console.WriteLine($"over HTTP: {accepted:F0} messages accepted/s, {refused} refused, {batch:F1} writes a commit ({(alone is null ? "whole host" : "gateway alone, client in the same process")})");
            var rows = InboxRow.Newest(file);
            await using var temporary = new TemporaryDatabase(parsed.GetValue(folder)!);
            var same = RawInserts.Measure(temporary.Database.File, rows, Math.Max(1, (int)Math.Round(batch)), length);
            var full = RawInserts.Measure(temporary.Database.File, rows, 512, length);
            Console.WriteLine($"raw inserts: {same:F0} rows/s in groups of {batch:F0}, {full:F0} rows/s in groups of 512");
            Console.WriteLine($"ratio accepted : raw = {accepted / same:F2} at equal groups, {accepted / full:F2} at groups of 512 (goal 0.5)");
            await CommonOptions.Save(parsed.GetValue(json), new { accepted, refused, batch, same, full, ratio = accepted / same }, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task<(double Accepted, long Refused, double Batch)> OverHttp(
        Uri host, int callers, TimeSpan length, CancellationToken cancellation)
    {
        var shoppers = new Shoppers(ScenarioMix.Load(null).Fleeting(), long.MaxValue, TimeSpan.FromHours(1), RunName.Next());
        await ClosedPosts.Post(host, shoppers, callers, TimeSpan.FromSeconds(2));
        using var client = new HostClient(host);
        var metrics = new HostMetrics(client, [], TimeProvider.System);
        var before = await metrics.Read(cancellation);
        var (accepted, refused) = await ClosedPosts.Post(host, shoppers, callers, length);
        var after = await metrics.Read(cancellation);
        var commits = Math.Max(1, after.Commits - before.Commits);
        return (accepted / length.TotalSeconds, refused, (after.Writes - before.Writes) / commits);
    }
}
