using System.CommandLine;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>db migrate</c>: brings the tables to the version of this program.</summary>
internal static class DatabaseCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the tables of Postgres:ConnectionString to the version of this program.").Does(async (services, _, cancellation) =>
        {
            var applied = await services.GetRequiredService<PostgresMigrator>().Migrate(cancellation);
            Console.WriteLine(applied.Count == 0 ? "The tables are up to date." : $"Applied {string.Join(", ", applied)}.");
            return 0;
        });
        return new Command("db", "Works on the database.") { migrate };
    }
}
