using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Sqlite;

/// <summary>
/// The one database file of the standalone form: many readers, one writer, and one sync to disk for all the writes
/// that wait at the same time.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnections _connections;
    private readonly GroupCommitter _committer;

    /// <summary>Opens the file, creating folder and tables where they are missing.</summary>
    /// <exception cref="WrongDatabaseException">A newer program wrote the file.</exception>
    /// <exception cref="StorageUnavailableException">It cannot be opened or written; the sentence names it.</exception>
    public SqliteDatabase(
        IOptions<SqliteOptions> options,
        IEnumerable<ISqliteSchema> schemas,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<SqliteDatabase> logger)
    {
        File = options.Value.File;
        _connections = new SqliteConnections(File);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            using var connection = _connections.OpenWriter();
            SqliteMigrations.Apply(connection, schemas);
        }
        catch (Exception e) when (SqliteFailures.IsOfFile(e) || e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"{(e is SqliteException ? SqliteFailures.Unavailable(e).Message : e.Message)} ({File})", e);
        }
        _committer = new GroupCommitter(_connections.OpenWriter, meters, time, logger);
        logger.Opened(File);
    }

    /// <summary>The full path of the database file.</summary>
    public string File { get; }

    /// <summary>
    /// Runs <paramref name="work"/> on the writer's connection and completes when it is on disk. Works that wait at
    /// the same time share one transaction: when one throws, it alone is undone and its caller gets the exception.
    /// </summary>
    /// <param name="work">
    /// Short and synchronous; does not end the transaction. It may be run again after an undo, so it changes nothing
    /// but the database. <see cref="SqliteStatements.Prepared"/> saves it from compiling its SQL.
    /// </param>
    /// <param name="cancellationToken">Takes the work back as long as it has not begun.</param>
    /// <exception cref="StorageUnavailableException">The file cannot be written, such as for a full disk.</exception>
    public Task<T> Write<T>(
        Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellationToken = default) =>
        _committer.Write(work, cancellationToken);

    /// <summary>
    /// Runs <paramref name="query"/> at once on the calling thread, beside the writer. Each of its statements sees
    /// what was committed when it began; take a deferred transaction where two must see the same.
    /// </summary>
    /// <param name="query">Short; changes nothing (the connection refuses it) and keeps no reader.</param>
    /// <param name="cancellationToken">Looked at before the query begins.</param>
    /// <exception cref="StorageUnavailableException">The file cannot be read.</exception>
    public ValueTask<T> Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        try
        {
            return ValueTask.FromResult(_connections.Read(query));
        }
        catch (SqliteException exception) when (SqliteFailures.IsOfFile(exception))
        {
            return ValueTask.FromException<T>(SqliteFailures.Unavailable(exception));
        }
#pragma warning disable CA1031 // The caller gets it by its task, as from a read that waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    /// <summary>Commits what is queued, refuses what comes later, and closes the file.</summary>
    public void Dispose()
    {
        _committer.Dispose();
        _connections.Dispose();
    }
}
