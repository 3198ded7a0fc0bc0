using System.Data.Common;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>The shop's tables in the file of the standalone form; nothing of it ever waits.</summary>
internal sealed class SqliteShopDatabase(SqliteDatabase database) : IShopDatabase
{
    // Without CROSS the planner scans the whole stock of the tenant, which takes twenty times as long.
    private static readonly ShopDialect Sqlite = new(
        RowsPerInsert: 1, list => $"json_each({list}) AS asked", Join: "CROSS JOIN", column => $"julianday({column})",
        IndexOf: "instr", ForUpdate: "", Exclusive: null);

    public ShopDialect Dialect => Sqlite;

    public ValueTask<T> Read<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        database.Read(connection => Done(query(new Session(connection))), cancellationToken);

    public ValueTask<T> Snapshot<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken) =>
        database.Read(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                return Done(query(new Session(connection)));
            },
            cancellationToken);

    public T SnapshotNow<T>(Func<IShopSession, ValueTask<T>> query) => Done(Snapshot(query, CancellationToken.None));

    public Task<T> Write<T>(Func<IShopSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        database.Write((connection, _) => Done(work(new Session(connection))), cancellationToken);

    // Every step of a session is complete when it is given, and so is the whole.
    private static T Done<T>(ValueTask<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Work on SQLite waits for nothing but its session.");

    private sealed class Session(SqliteConnection connection) : IShopSession
    {
        public ShopDialect Dialect => Sqlite;

        public ValueTask<List<T>> Rows<T>(
            string sql, Func<DbDataReader, T> row, params IReadOnlyList<(string Name, object? Value)> values)
        {
            using var reader = Command(sql, values).ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(row(reader));
            return ValueTask.FromResult(rows);
        }

        public ValueTask<int> Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values) =>
            ValueTask.FromResult(Command(sql, values).ExecuteNonQuery());

        private SqliteCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> values)
        {
            var command = connection.Prepared(sql);
            foreach (var (name, value) in values)
                command.With(name, value);
            return command;
        }
    }
}
