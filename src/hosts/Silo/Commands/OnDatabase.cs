using CustomerService.Hosting;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary>Runs a command against the database of the settings, beside a cluster that runs or does not.</summary>
internal static class OnDatabase
{
    /// <summary>The exit code: that of the work, or 1 with a sentence on what is wrong with the settings.</summary>
    public static async Task<int> Run(IEnumerable<string> settings, Func<IServiceProvider, Task<int>> work)
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
            builder.Services.AddPostgresStorage(builder.Configuration.GetSection("Postgres"));
            using var host = builder.Build();
            return await work(host.Services);
        }
        catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }
}
