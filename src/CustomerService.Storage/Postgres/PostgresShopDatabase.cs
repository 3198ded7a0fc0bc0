using System.Data;
using System.Data.Common;
using CustomerService.Storage.Shop;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The shop's tables in the database of the cluster form.</summary>
internal sealed class PostgresShopDatabase(PostgresDatabase database) : IShopDatabase
{
    // The planner takes the elements of a JSON text for a hundred rows, and reads a whole table for them; an array of
    // unknown length it takes for ten, which is near the truth.
    private static readonly ShopDialect Postgres = new(
        RowsPerInsert: 50,
        list => $"unnest(ARRAY(SELECT jsonb_array_elements_text({list}::jsonb))) WITH ORDINALITY AS asked (value, id)",
        Join: "JOIN", column => $"{column}::timestamptz", IndexOf: "strpos", ForUpdate: " FOR UPDATE",
        Exclusive: "SELECT pg_advisory_xact_lock(hashtextextended(@tenant, 0))");

    public ShopDialect Dialect => Postgres;

    public async ValueTask<T> Read<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        await database.Run(
            async (connection, token) => await query(new Session(connection, token)).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<T> Snapshot<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        await InTransaction(IsolationLevel.RepeatableRead, query, cancellationToken).ConfigureAwait(false);

    // All on the calling thread: a task would want another one, which may be what is short.
    public T SnapshotNow<T>(Func<IShopSession, ValueTask<T>> query)
    {
        try
        {
            using var connection = database.Source.OpenConnection();
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            return query(new BlockingSession(connection)).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (PostgresFailures.IsOfServer(e))
        {
            throw PostgresFailures.Unavailable(e);
        }
    }

    public Task<T> Write<T>(Func<IShopSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        InTransaction(IsolationLevel.ReadCommitted, work, cancellationToken);

    private static NpgsqlCommand Named(
        NpgsqlConnection connection, string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        var command = connection.Command(sql);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private Task<T> InTransaction<T>(
        IsolationLevel level, Func<IShopSession, ValueTask<T>> work, CancellationToken cancellationToken) => database.Run(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(level, token).ConfigureAwait(false);
            var result = await work(new Session(connection, token)).ConfigureAwait(false);
            await transaction.CommitAsync(token).ConfigureAwait(false);
            return result;
        },
        cancellationToken);

    private sealed class Session(NpgsqlConnection connection, CancellationToken token) : IShopSession
    {
        public ShopDialect Dialect => Postgres;

        public async ValueTask<List<T>> Rows<T>(
            string sql, Func<DbDataReader, T> row, params IReadOnlyList<(string Name, object? Value)> values)
        {
            await using var command = Named(connection, sql, values);
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await reader.All(row, token).ConfigureAwait(false);
        }

        public async ValueTask<int> Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values)
        {
            await using var command = Named(connection, sql, values);
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>Every step of it is complete when it is given.</summary>
    private sealed class BlockingSession(NpgsqlConnection connection) : IShopSession
    {
        public ShopDialect Dialect => Postgres;

        public ValueTask<List<T>> Rows<T>(
            string sql, Func<DbDataReader, T> row, params IReadOnlyList<(string Name, object? Value)> values)
        {
            using var command = Named(connection, sql, values);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(row(reader));
            return ValueTask.FromResult(rows);
        }

        public ValueTask<int> Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values)
        {
            using var command = Named(connection, sql, values);
            return ValueTask.FromResult(command.ExecuteNonQuery());
        }
    }
}
