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
        var (passed, failed, pending) = (0, 0, 0);
        foreach (var conversation in files.Select(ConversationFile.Load))
        {
            var outcome = await runner.Run(conversation, TimeProvider.System, cancellation);
            var wrong = outcome.Faults.Count > 0;
            var verdict = !wrong ? "passed" : conversation.Pending is null ? "FAILED" : "pending";
            (passed, failed, pending) = (passed + (wrong ? 0 : 1), failed + (verdict == "FAILED" ? 1 : 0), pending + (verdict == "pending" ? 1 : 0));
            if (verbose || verdict == "FAILED")
                Console.WriteLine($"{verdict} {outcome.Name}\n{outcome.Transcript}");
            foreach (var fault in verdict == "FAILED" || verbose ? outcome.Faults : [])
                Console.WriteLine($"  ! {fault}");
            if (conversation.Pending is { } reason)
                Console.WriteLine($"{verdict} {outcome.Name} (known: {reason})");
        }
        Console.WriteLine($"{passed} passed, {failed} failed, {pending} pending of {files.Length} conversations.");
        return failed == 0 ? 0 : 1;
    }
}
