using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Postgres;

/// <summary>Points the ADO.NET providers of Orleans to the database of <see cref="PostgresServices.AddPostgresStorage"/>.</summary>
public static class PostgresOrleans
{
    private const string Invariant = "Npgsql";

    /// <summary>Clustering, the default grain storage and reminders on PostgreSQL.</summary>
    public static ISiloBuilder UsePostgres(this ISiloBuilder builder)
    {
        builder.UseAdoNetClustering(o => o.Configure<IOptions<PostgresOptions>>((clustering, options) =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = PostgresConnections.Orleans(options.Value);
        }));
        builder.AddAdoNetGrainStorageAsDefault(o => o.Configure<IOptions<PostgresOptions>>((storage, options) =>
        {
            storage.Invariant = Invariant;
            storage.ConnectionString = PostgresConnections.Orleans(options.Value);
        }));
        return builder.UseAdoNetReminderService(o => o.Configure<IOptions<PostgresOptions>>((reminders, options) =>
        {
            reminders.Invariant = Invariant;
            reminders.ConnectionString = PostgresConnections.Orleans(options.Value);
        }));
    }

    /// <summary>Finds the silos of the cluster by PostgreSQL.</summary>
    public static IClientBuilder UsePostgres(this IClientBuilder builder) =>
        builder.UseAdoNetClustering(o => o.Configure<IOptions<PostgresOptions>>((clustering, options) =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = PostgresConnections.Orleans(options.Value);
        }));
}
