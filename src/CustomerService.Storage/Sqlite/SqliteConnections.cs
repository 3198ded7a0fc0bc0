using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Opens connections with the same settings and keeps idle ones for reading.</summary>
internal sealed class SqliteConnections : IDisposable
{
    // Each holds up to 4 MB of cache; readers beyond this many get a connection for one read.
    private static readonly int MaxIdle = Math.Max(4, 2 * Environment.ProcessorCount);

    // WAL lets readers go on beside the writer; FULL puts every commit on disk before it returns.
    // No mmap: an I/O error under a mapping kills the process, where a failed read only fails its call.
    // A checkpoint costs two syncs, so it comes every 16 MB of log, and the log file is cut back after a peak.
    private const string Common = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA mmap_size = 0;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    private readonly ConcurrentStack<PreparedConnection> _idle = new();
    private readonly string _connectionString;
    private volatile bool _disposed;

    public SqliteConnections(string file) => _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false, // Connections are kept here, with their compiled statements.
        DefaultTimeout = 5, // Seconds that a statement waits for a lock, such as a backup's.
    }.ToString();

    public PreparedConnection OpenWriter() => Open(Common + "PRAGMA cache_size = -32768;");

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteDatabase));
        if (!_idle.TryPop(out var connection))
            connection = Open(Common + "PRAGMA cache_size = -4096; PRAGMA query_only = ON;");
        var healthy = false;
        try
        {
            var result = query(connection);
            healthy = true;
            return result;
        }
        finally
        {
            Return(connection, healthy);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }

    private void Return(PreparedConnection connection, bool healthy)
    {
        if (healthy && _idle.Count < MaxIdle)
            _idle.Push(connection);
        else
            connection.Dispose();
        if (_disposed)
            Dispose();
    }

    private PreparedConnection Open(string pragmas)
    {
        var connection = new PreparedConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants above.
            command.CommandText = "PRAGMA busy_timeout = 5000;" + pragmas;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
