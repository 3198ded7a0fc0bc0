using CustomerService.Hosting;
using CustomerService.Hosting.Membership;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary>Runs a command against the database of the settings, beside a cluster that runs or does not.</summary>
internal static class OnDatabase
{
    /// <summary>The exit code: that of the work, or 1 with a sentence on what is wrong with the settings.</summary>
    /// <param name="settings">As <c>--Section:Key=value</c>.</param>
    /// <param name="work">What is done.</param>
    /// <param name="joins">Whether the work calls silos: its host can be started as a client of the cluster.</param>
    public static async Task<int> Run(IEnumerable<string> settings, Func<IServiceProvider, Task<int>> work, bool joins = false)
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
