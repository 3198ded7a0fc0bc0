using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Postgres;

/// <summary>Forgets old entries of the inbox; a message id that is forgotten is accepted anew.</summary>
public sealed class PostgresRetention(PostgresDatabase database)
{
    // Some milliseconds of locks and log at once, between the writes of the shop's day.
    private const int Chunk = 1000;

    private const string Clean = """
        DELETE FROM inbox WHERE (conversation, number) IN (
            SELECT i.conversation, i.number FROM inbox AS i JOIN inbox_conversation AS c USING (conversation)
            WHERE i.finished_at < $1 AND i.number < c.last AND NOT EXISTS (
                SELECT FROM dead_letter AS d WHERE d.conversation = i.conversation AND d.number = i.number)
            LIMIT $2 FOR UPDATE OF i SKIP LOCKED)
        """;

    /// <summary>
    /// Deletes entries finished before <paramref name="finishedBefore"/>; the newest entry of each conversation stays
    /// whatever its age. Several processes may do it at once.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public async Task<long> Cleanup(DateTimeOffset finishedBefore, CancellationToken cancellationToken = default)
    {
        var total = 0L;
        int deleted;
        do
        {
            deleted = await database.Execute(Clean, cancellationToken, finishedBefore.UtcTicks, Chunk).ConfigureAwait(false);
            total += deleted;
        }
        while (deleted == Chunk);
        return total;
    }
}

/// <summary>Forgets finished inbox entries once an hour.</summary>
internal sealed class PostgresCleaning(
    PostgresRetention retention, IOptions<PostgresOptions> options, TimeProvider time, ILogger<PostgresCleaning> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var before = time.GetUtcNow() - options.Value.KeepFinished;
                var forgotten = await retention.Cleanup(before, stoppingToken).ConfigureAwait(false);
                logger.InboxCleaned(forgotten);
            }
            catch (StorageUnavailableException e)
            {
                logger.InboxNotCleaned(e);
            }
        }
    }
}
