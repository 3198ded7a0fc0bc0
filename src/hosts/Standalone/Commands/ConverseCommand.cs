using System.CommandLine;
using CustomerService.Standalone.Conversations;

namespace CustomerService.Standalone.Commands;

/// <summary><c>converse</c>: plays written conversations against a running host.</summary>
internal static class ConverseCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A conversation file, or a folder of them (*.yaml)." };
        var url = new Option<string>("--url") { Description = "The running host.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out _))
                result.AddError("--url must be an address such as http://127.0.0.1:8080.");
        });
        var data = CommonOptions.Data();
        var verbose = new Option<bool>("--verbose") { Description = "Prints every conversation, not only those that failed." };
        var command = new Command("converse", "Plays written conversations against a running host; its keys are read from --data.") { folder, url, data, verbose };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(folder)!, new Uri(parsed.GetValue(url)!), parsed.GetValue(data)!, parsed.GetValue(verbose), cancellation));
        return command;
    }

    private static async Task<int> Run(string folder, Uri url, string data, bool verbose, CancellationToken cancellation)
    {
        await using var keys = StandaloneHost.Build(data, urls: null, []);
        using var http = new HttpClient { BaseAddress = url };
        var runner = new ConversationRunner(
            http, keys.Configuration["Operator:Key"], m => MemberProofs.Sign(keys.Configuration, m));
        string[] files = File.Exists(folder) ? [folder] : [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)];
        var failed = 0;
        foreach (var file in files)
        {
            var outcome = await runner.Run(ConversationFile.Load(file), TimeProvider.System, cancellation);
            if (outcome.Faults.Count > 0)
                failed++;
            if (verbose || outcome.Faults.Count > 0)
                Console.WriteLine($"{(outcome.Faults.Count > 0 ? "FAILED" : "passed")} {outcome.Name}\n{outcome.Transcript}");
            foreach (var fault in outcome.Faults)
                Console.WriteLine($"  ! {fault}");
        }
        Console.WriteLine($"{files.Length - failed} of {files.Length} conversations passed.");
        return failed == 0 ? 0 : 1;
    }
}
