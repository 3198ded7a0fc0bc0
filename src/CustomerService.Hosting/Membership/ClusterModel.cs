using CustomerService.Core.Understanding;
using CustomerService.Storage.Postgres;
using Npgsql;

namespace CustomerService.Hosting.Membership;

/// <summary>
/// The language model of a cluster, as its database has it: the one in use, and while silos go over to another that one
/// too. A process that starts has one of the two.
/// </summary>
internal sealed class ClusterModel(
    PostgresDatabase database, IOptions<ClusterOptions> options, TimeProvider time, ILogger<ClusterModel> log) : IModelRecord
{
    // A member that has not been heard of for this many refreshes of the table does not hold anybody to its model: all
    // silos were ended at once, and nobody is left to write that down. Longer than a silo that starts waits for one that
    // is silent, since two models at once are worse than half a minute.
    private const int SilentRefreshes = 3;

    /// <summary>Whether this process may start; the first one of a cluster writes its model down.</summary>
    /// <exception cref="ClusterMismatchException">The running cluster has another model.</exception>
    public async Task Check(ModelFacts own, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var heard = now - (SilentRefreshes * options.Value.TableRefresh);
        await database.Execute(
            """
            INSERT INTO cluster_model (cluster, model, sha256, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (cluster) DO UPDATE SET model = $2, sha256 = $3, next_model = NULL, next_sha256 = NULL, since = $4
            WHERE NOT EXISTS (SELECT FROM cluster_member WHERE cluster = $1 AND status = 3 AND alive_at >= $5)
            """,
            cancellationToken, options.Value.ClusterId, own.Id, own.Sha256, now.UtcDateTime, heard.UtcDateTime);
        var recorded = (await database.Rows(
            "SELECT model, sha256, next_model, next_sha256 FROM cluster_model WHERE cluster = $1",
            Recorded, cancellationToken, options.Value.ClusterId))[0];
        if (own.Sha256 != recorded.Sha256 && own.Sha256 != recorded.NextSha256)
        {
            throw new ClusterMismatchException(
                $"The language model of this process is {Named(own.Id, own.Sha256)}, but the running cluster has "
                + $"{Named(recorded.Model, recorded.Sha256)}{Next(recorded)}: set Language:ModelFolder to the cluster's model, or "
                + "stop all silos before starting them with another.");
        }
        Log.ModelRecorded(log, own.Id);
    }

    /// <inheritdoc/>
    public async ValueTask Write(ModelStep step, CancellationToken cancellationToken) => await database.Execute(
        step.IsInUse
            ? """
              UPDATE cluster_model SET model = $2, sha256 = $3, next_model = NULL, next_sha256 = NULL, since = $4
              WHERE cluster = $1 AND (since <= $4 OR next_sha256 = $3)
              """
            : "UPDATE cluster_model SET next_model = $2, next_sha256 = $3, since = $4 WHERE cluster = $1 AND since <= $4",
        cancellationToken, options.Value.ClusterId, step.Model.Id, step.Model.Sha256, step.At.UtcDateTime);

    private static string Named(string model, string sha256) => $"{model} ({sha256[..12]})";

    private static string Next(Row row) => row.NextSha256 is { } next ? $" and goes over to {Named(row.NextModel!, next)}" : "";

    private static Row Recorded(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));

    private sealed record Row(string Model, string Sha256, string? NextModel, string? NextSha256);
}
