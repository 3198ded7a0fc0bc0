using System.CommandLine;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.OpenModel;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>flood</c>: the shoppers of two tenants at once, each at a rate of its own.</summary>
internal static class FloodCommand
{
    // Replies of the flood are sampled so that watching them is no load of its own; those of the other shop count each.
    private const int FloodSample = 20;

    public static Command Create()
    {
        var url = CommonOptions.Url();
        url.DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/");
        var flooding = new Option<string>("--flooding") { Description = "The tenant that floods.", Required = true };
        var quiet = new Option<string>("--quiet") { Description = "The other one.", DefaultValueFactory = _ => "default" };
        var rate = new Option<double>("--rate") { Description = "Messages a second of the flood.", DefaultValueFactory = _ => 1000 };
        var quietRate = new Option<double>("--quiet-rate") { Description = "Messages a second of the other.", DefaultValueFactory = _ => 5 };
        var seconds = CommonOptions.Seconds(20);
        var json = CommonOptions.Json();
        var command = new Command("flood", "One tenant floods a host that another one shares.") { url, flooding, quiet, rate, quietRate, seconds, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            // The quiet one alone, then both.
            var runs = new Runs(parsed.GetValue(url)!, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation);
            var alone = await runs.Of(parsed.GetValue(quiet)!, parsed.GetValue(quietRate), observe: 1);
            var both = await Task.WhenAll(
                runs.Of(parsed.GetValue(quiet)!, parsed.GetValue(quietRate), observe: 1),
                runs.Of(parsed.GetValue(flooding)!, parsed.GetValue(rate), FloodSample));
            var result = new FloodReport(alone, both[0], both[1]);
            result.Print();
            await CommonOptions.Save(parsed.GetValue(json), result, cancellation);
            return result.Harmless ? 0 : 1;
        });
        return command;
    }

    private sealed class Runs(Uri url, TimeSpan measured, CancellationToken cancellation)
    {
        private static readonly ScenarioMix Mix = ScenarioMix.Load(null);

        private int _runs;

        public async Task<RunReport> Of(string tenant, double rate, int observe)
        {
            using var host = new HostClient(url, tenant);
            var shoppers = new Shoppers(Mix, population: 1_000_000, TimeSpan.FromSeconds(4), $"{RunName.Next()}-{tenant}-{Interlocked.Increment(ref _runs)}");
            return await new ArrivalRun(host, [], shoppers, new(TimeSpan.FromSeconds(1), measured, observe, TimeSpan.FromSeconds(30)), TimeProvider.System)
                .Run(rate, cancellation);
        }
    }

    /// <param name="Alone">The quiet tenant without the flood.</param>
    /// <param name="Beside">The quiet tenant beside it.</param>
    /// <param name="Flood">The flood.</param>
    private sealed record FloodReport(RunReport Alone, RunReport Beside, RunReport Flood)
    {
        /// <summary>The quiet tenant is not refused, and nothing accepted is lost.</summary>
        public bool Harmless => Beside.Statuses.Keys.All(s => s == "202") && Beside.Lost == 0 && Flood.Lost == 0 && Flood.Drained;

        public void Print()
        {
            foreach (var (name, report) in new[] { ("quiet alone", Alone), ("quiet beside the flood", Beside), ("the flood", Flood) })
            {
                Console.WriteLine($"{name}: {report.SentRate:F1}/s  {string.Join("  ", report.Statuses.Select(s => $"{s.Key}: {s.Value}"))}  lost {report.Lost}  late {report.Late}");
                Console.WriteLine($"  acknowledgement  {report.Acknowledgement}");
                Console.WriteLine($"  reply            {report.Reply}");
            }
        }
    }
}
