using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Runs batches on the writer's connection, each in one transaction.</summary>
/// <param name="open">Opens the connection at first, and anew after a failure of the file.</param>
internal sealed class BatchRunner(Func<PreparedConnection> open) : IDisposable
{
    private const string Savepoint = "item";

    private PreparedConnection? _connection;

    /// <summary>Commits the batch; a work that threw has its <see cref="QueuedWrite.Error"/> and left no trace.</summary>
    /// <exception cref="Exception">The file failed; whether the batch is on disk is not known.</exception>
    public void Commit(List<QueuedWrite> batch)
    {
        try
        {
            _connection ??= open();
            if (!TryTogether(_connection, batch))
                Apart(_connection, batch);
        }
        catch
        {
            // What a connection believes about a file after a failed sync is not to be trusted.
            _connection?.Dispose();
            _connection = null;
            throw;
        }
    }

    public void Dispose() => _connection?.Dispose();

    // Works seldom throw, and a savepoint copies every page that its work touches: so first without.
    private static bool TryTogether(PreparedConnection connection, List<QueuedWrite> batch)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var write in batch)
        {
            if (TryRun(write, connection, transaction))
                continue;
            transaction.Rollback();
            return batch.Count == 1;
        }

        transaction.Commit();
        return true;
    }

    private static void Apart(PreparedConnection connection, List<QueuedWrite> batch)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var write in batch)
        {
            transaction.Save(Savepoint);
            if (!TryRun(write, connection, transaction))
                transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
        }

        transaction.Commit();
    }

    private static bool TryRun(QueuedWrite write, PreparedConnection connection, SqliteTransaction transaction)
    {
        try
        {
            write.Run(connection, transaction);
            return true;
        }
#pragma warning disable CA1031 // It belongs to the caller of this one work.
        catch (Exception exception) when (!IsOfFile(exception, connection))
#pragma warning restore CA1031
        {
            write.Error = exception;
            return false;
        }
    }

    // SQLite has ended the transaction by itself when the connection commits by itself again.
    private static bool IsOfFile(Exception exception, PreparedConnection connection) =>
        SqliteFailures.IsOfFile(exception)
        || SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0;
}
