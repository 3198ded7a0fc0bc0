using System.Data;
using System.Data.Common;
using CustomerService.Storage.Shop;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The shop's tables in the database of the cluster form.</summary>
internal sealed class PostgresShopDatabase(PostgresDatabase database) : IShopDatabase
{
    private static readonly ShopDialect Postgres = new(
        RowsPerInsert: 50, list => $"jsonb_array_elements_text({list}::jsonb) WITH ORDINALITY AS asked (value, id)",
        Join: "JOIN", column => $"{column}::timestamptz", IndexOf: "strpos", ForUpdate: " FOR UPDATE",
        Exclusive: "SELECT pg_advisory_xact_lock(hashtextextended(@tenant, 0))");

    public ShopDialect Dialect => Postgres;

    public async ValueTask<T> Read<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        await database.Run(
            async (connection, token) => await query(new Session(connection, token)).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<T> Snapshot<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        await InTransaction(IsolationLevel.RepeatableRead, query, cancellationToken).ConfigureAwait(false);

    // Away from the caller's scheduler, which may be one that waits for this very thread.
    public T SnapshotNow<T>(Func<IShopSession, ValueTask<T>> query) =>
        Task.Run(() => InTransaction(IsolationLevel.RepeatableRead, query, CancellationToken.None)).GetAwaiter().GetResult();

    public Task<T> Write<T>(Func<IShopSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        InTransaction(IsolationLevel.ReadCommitted, work, cancellationToken);

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
            await using var command = Command(sql, values);
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await reader.All(row, token).ConfigureAwait(false);
        }

        public async ValueTask<int> Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values)
        {
            await using var command = Command(sql, values);
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        }

        private NpgsqlCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> values)
        {
            var command = connection.Command(sql);
            foreach (var (name, value) in values)
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            return command;
        }
    }
}
