using System.CommandLine;
using CustomerService.Hosting;
using CustomerService.Standalone.Commands;

var root = new RootCommand("Customer service on one machine: silo, gateway and SQLite in one process.")
{
    ServeCommand.Create(),
    ImportCommand.Create(),
    FlowsCommand.Create(),
    ConverseCommand.Create(),
    TransfersCommand.Create(),
    EvaluateCommand.Create(),
    ConvertCommand.Create(),
    SignCommand.Create(),
};

// Without a command the product starts; what stands before any command belongs to it.
string[] named = [.. root.Subcommands.Select(c => c.Name), "--help", "-h", "-?", "--version"];
string[] line = args is [var first, ..] && named.Contains(first, StringComparer.Ordinal) ? args : ["serve", .. args];
// The product hears itself that it is to stop, and ends as long as it takes; the parser would end it after this time.
TimeSpan? patience = line is ["serve", ..] ? null : TimeSpan.FromMinutes(1);
try
{
    return await root.Parse(line).InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = patience, EnableDefaultExceptionHandler = false });
}
catch (Exception e)
{
    if (e is not OperationCanceledException)
        await Console.Error.WriteLineAsync(StartMistakes.Explain(e) ?? e.ToString());
    return 1;
}

/// <summary>Where the program starts; public so that tests can host it.</summary>
public partial class Program;
