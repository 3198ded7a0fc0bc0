using System.CommandLine;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Standalone.Commands;

/// <summary><c>flows check</c>: says what is wrong in flow files, before a host is asked to take them.</summary>
internal static class FlowsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder of the flow files (*.yaml)." };
        var check = new Command("check", "Checks flow files; every mistake is named with file and line.") { folder };
        check.SetAction(async (parsed, _) =>
        {
            await using var app = StandaloneHost.Build(Path.Combine(Path.GetTempPath(), $"flows-check-{Environment.ProcessId}"), urls: null, []);
            return Check(parsed.GetValue(folder)!, app.Services.GetServices<IFactProvider>().Select(p => p.Kind));
        });
        return new Command("flows", "Flow files.") { check };
    }

    private static int Check(string folder, IEnumerable<FactKind> kinds)
    {
        try
        {
            var book = new FlowLoader(kinds).Load(Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
                .Select(f => (Path.GetFileName(f), File.ReadAllText(f))));
            Console.WriteLine($"{book.Flows.Count} flows, no mistakes.");
            return 0;
        }
        catch (DirectoryNotFoundException)
        {
            Console.Error.WriteLine($"There is no folder '{folder}'; give the folder of the flow files.");
        }
        catch (FlowException e)
        {
            foreach (var problem in e.Problems)
                Console.Error.WriteLine(problem);
        }
        return 1;
    }
}
