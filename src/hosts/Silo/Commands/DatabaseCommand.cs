using System.CommandLine;
using CustomerService.Hosting;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>db migrate</c>: brings the tables to the version of this program.</summary>
internal static class DatabaseCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the tables of Postgres:ConnectionString to the version of this program.");
        migrate.TreatUnmatchedTokensAsErrors = false;
        migrate.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var builder = Host.CreateApplicationBuilder([.. parsed.UnmatchedTokens]);
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                builder.Services.AddPostgresDatabase(builder.Configuration.GetSection("Postgres"));
                using var host = builder.Build();
                var applied = await host.Services.GetRequiredService<PostgresMigrator>().Migrate(cancellation);
                Console.WriteLine(applied.Count == 0 ? "The tables are up to date." : $"Applied {string.Join(", ", applied)}.");
                return 0;
            }
            catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
            {
                await Console.Error.WriteLineAsync(sentence);
                return 1;
            }
        });
        return new Command("db", "Works on the database.") { migrate };
    }
}
