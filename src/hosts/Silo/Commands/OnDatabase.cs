using System.CommandLine;
using CustomerService.Hosting;
using CustomerService.Hosting.Membership;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary>Runs a command against the database of the settings, beside a cluster that runs or does not.</summary>
internal static class OnDatabase
{
    /// <summary>Has a command do work on the database; what the command does not know are settings.</summary>
    /// <param name="command">The command; comes back.</param>
    /// <param name="work">What is done; gives the exit code.</param>
    /// <param name="joins">Whether the work calls silos: its host can be started as a client of the cluster.</param>
    public static Command Does(
        this Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> work, bool joins = false)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Run(parsed.UnmatchedTokens, services => work(services, parsed, cancellation), joins));
        return command;
    }

    // The exit code is that of the work, or 1 with a sentence on what is wrong with the settings.
    private static async Task<int> Run(IEnumerable<string> settings, Func<IServiceProvider, Task<int>> work, bool joins)
    {
        if (HostStart.Stray(settings) is { } stray)
        {
            await Console.Error.WriteLineAsync(HostStart.Misunderstood(stray));
            return 2;
        }
        try
        {
            var builder = Host.CreateApplicationBuilder([.. settings]);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            var section = builder.Configuration.GetSection("Postgres");
            if (joins)
                builder.UseOrleansClient(client => client.UseCluster(builder.Configuration).UsePostgres()).Services.AddPostgresDatabase(section);
            else
                builder.Services.AddPostgresStorage(section);
            using var host = builder.Build();
            var code = await work(host.Services);
            await host.StopAsync();
            return code;
        }
        catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }
}
