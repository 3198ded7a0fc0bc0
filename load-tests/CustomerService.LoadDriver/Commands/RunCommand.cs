using System.CommandLine;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.OpenModel;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>run</c>: an open load on a running host.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var url = CommonOptions.Url();
        url.DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/");
        var find = new Option<bool>("--find-saturation") { Description = "Doubles and bisects the rate until the host falls behind." };
        var json = CommonOptions.Json();
        var load = new LoadOptions();
        var command = new Command("run", "Sends messages at a constant rate of arrivals and measures from the scheduled times.") { url, find, json };
        load.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = new HostClient(parsed.GetValue(url)!);
            using var others = load.Others(parsed);
            var run = load.Runner(parsed, host, others, cancellation);
            if (!parsed.GetValue(find))
            {
                var report = await run(parsed.GetValue(load.Rate));
                report.Print();
                await CommonOptions.Save(parsed.GetValue(json), report, cancellation);
                return report is { Lost: 0, Drained: true } ? 0 : 1;
            }
            var found = await SaturationSearch.Find(parsed.GetValue(load.Rate), run);
            Console.WriteLine($"keeps up to {found.HighestRate:F0} messages/s; {found.Turns:F1} turns/s at saturation ({found.Texts:F1} texts/s in the model)");
            await CommonOptions.Save(parsed.GetValue(json), found, cancellation);
            return found.Steps.All(s => s is { Lost: 0, Drained: true }) ? 0 : 1;
        });
        return command;
    }
}
