using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The PostgreSQL of the cluster form: one pool of connections and one kind of failure.</summary>
public sealed class PostgresDatabase : IDisposable, IAsyncDisposable
{
    /// <summary>Connects nothing yet.</summary>
    public PostgresDatabase(IOptions<PostgresOptions> options, ILoggerFactory logs) =>
        Source = new NpgsqlDataSourceBuilder(PostgresConnections.Own(options.Value)).UseLoggerFactory(logs).Build();

    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Runs <paramref name="work"/> on a connection.</summary>
    /// <exception cref="StorageUnavailableException">The server does not answer, or not as it should.</exception>
    public async Task<T> Run<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await work(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && PostgresFailures.IsOfServer(e))
        {
            throw PostgresFailures.Unavailable(e);
        }
    }

    /// <summary>Runs one statement that gives no rows, and tells how many it changed.</summary>
    /// <exception cref="StorageUnavailableException">The server does not answer, or not as it should.</exception>
    public Task<int> Execute(string sql, CancellationToken cancellationToken, params IReadOnlyList<object> values) => Run(
        async (connection, token) =>
        {
            await using var command = connection.Command(sql, values);
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>The rows of one statement.</summary>
    /// <exception cref="StorageUnavailableException">The server does not answer, or not as it should.</exception>
    public Task<List<T>> Rows<T>(
        string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params IReadOnlyList<object> values) => Run(
        async (connection, token) =>
        {
            await using var command = connection.Command(sql, values);
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await reader.All(row, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Closes the pool.</summary>
    public void Dispose() => Source.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>Statements with positional parameters: <c>$1</c>, <c>$2</c>….</summary>
internal static class PostgresCommands
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params IReadOnlyList<object> values)
    {
#pragma warning disable CA2100 // Statements are constants of the callers.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static NpgsqlBatchCommand Step(string sql, params IReadOnlyList<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static async Task<List<T>> All<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(row(reader));
        return rows;
    }
}
