using CustomerService.Core.Understanding;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosting.Membership;

/// <summary>
/// Before anything else starts: the database belongs to one cluster, and all silos of it run the same language model.
/// The first silo writes both down, the others compare.
/// </summary>
internal sealed class ClusterAgreement(
    PostgresDatabase database, IOptions<ClusterOptions> options, ClusterModel models, ModelFacts? model = null)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await CheckCluster(cancellationToken);
        if (model is not null)
            await models.Check(model, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
}
