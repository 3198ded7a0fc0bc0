using CustomerService.Core.Understanding;
using CustomerService.Storage.Postgres;
using Npgsql;

namespace CustomerService.Hosting.Membership;

/// <summary>
/// Before anything else starts: the database belongs to one cluster, and all silos of it run the same language model.
/// The first silo writes both down, the others compare; one that takes another model into use writes that down.
/// </summary>
internal sealed class ClusterAgreement(
    PostgresDatabase database, IOptions<ClusterOptions> options, TimeProvider time, ILogger<ClusterAgreement> log,
    ModelFacts? model = null) : IHostedLifecycleService, IModelRecord
{
    // A member that has not been heard of for this many refreshes of the table does not hold anybody to its model: all
    // silos were ended at once, and nobody is left to write that down. Longer than a silo that starts waits for one that
    // is silent, since two models at once are worse than half a minute.
    private const int SilentRefreshes = 3;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await CheckCluster(cancellationToken);
        if (model is not null)
            await CheckModel(model, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask Exchanged(ModelFacts model, CancellationToken cancellationToken) => await database.Execute(
        "UPDATE cluster_model SET model = $2, sha256 = $3 WHERE cluster = $1",
        cancellationToken, options.Value.ClusterId, model.Id, model.Sha256);

    private async Task CheckCluster(CancellationToken cancellationToken)
    {
        var own = options.Value.ClusterId;
        await database.Execute(
            "INSERT INTO cluster_owner (cluster) SELECT $1 WHERE NOT EXISTS (SELECT FROM cluster_owner) ON CONFLICT DO NOTHING",
            cancellationToken, own);
        var owner = (await database.Rows("SELECT cluster FROM cluster_owner", r => r.GetString(0), cancellationToken))[0];
        if (owner != own)
        {
            throw new ClusterMismatchException(
                $"Cluster:ClusterId is '{own}', but the database belongs to the cluster '{owner}': set Cluster:ClusterId to "
                + $"'{owner}', or Postgres:ConnectionString to a database of its own.");
        }
    }

    private async Task CheckModel(ModelFacts own, CancellationToken cancellationToken)
    {
        var heard = time.GetUtcNow() - (SilentRefreshes * options.Value.TableRefresh);
        var recorded = await database.Rows(
            """
            INSERT INTO cluster_model (cluster, model, sha256) VALUES ($1, $2, $3)
            ON CONFLICT (cluster) DO UPDATE SET
                model = CASE WHEN alone THEN $2 ELSE cluster_model.model END,
                sha256 = CASE WHEN alone THEN $3 ELSE cluster_model.sha256 END
            RETURNING model, sha256
            """.Replace("alone", "NOT EXISTS (SELECT FROM cluster_member WHERE cluster = $1 AND status = 3 AND alive_at >= $4)", StringComparison.Ordinal),
            Recorded, cancellationToken, options.Value.ClusterId, own.Id, own.Sha256, heard.UtcDateTime);
        if (recorded[0].Sha256 != own.Sha256)
        {
            throw new ClusterMismatchException(
                $"The language model of this process is {own.Id} ({own.Sha256[..12]}), but the running cluster has "
                + $"{recorded[0].Model} ({recorded[0].Sha256[..12]}): set Language:ModelFolder to the cluster's model, or stop "
                + "all silos before starting them with another.");
        }
        Log.ModelRecorded(log, own.Id);
    }

    private static (string Model, string Sha256) Recorded(NpgsqlDataReader row) => (row.GetString(0), row.GetString(1));
}
