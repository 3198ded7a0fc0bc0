using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Postgres;

/// <summary>A shelf that all processes of a cluster share: one of them makes an index, the others read it.</summary>
internal sealed class PostgresVectorShelf(PostgresDatabase database, TimeProvider time, ILogger<PostgresVectorShelf> logger) : IVectorShelf
{
    // Questions change by the day, and each change leaves a list behind that nobody asks for again.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Find(string key, CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await database.Rows(
                "UPDATE vector_shelf SET used_at = $2 WHERE key = $1 RETURNING vectors", r => r.GetFieldValue<byte[]>(0), cancellationToken,
                key, time.GetUtcNow().UtcTicks).ConfigureAwait(false);
            return found.FirstOrDefault();
        }
        catch (StorageUnavailableException e)
        {
            logger.ShelfUnavailable(e);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask Keep(string key, byte[] vectors, CancellationToken cancellationToken = default)
    {
        try
        {
            var now = time.GetUtcNow();
            await database.Execute(
                "INSERT INTO vector_shelf (key, vectors, used_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING", cancellationToken,
                key, vectors, now.UtcTicks).ConfigureAwait(false);
            await database.Execute("DELETE FROM vector_shelf WHERE used_at < $1", cancellationToken, (now - Kept).UtcTicks).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            logger.ShelfUnavailable(e);
        }
    }
}
