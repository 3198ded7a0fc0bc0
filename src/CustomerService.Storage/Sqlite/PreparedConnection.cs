using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>A connection that keeps its commands compiled; one thread uses it at a time.</summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteCommand Get(string sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
#pragma warning disable CA2100 // The statements are constants of the callers.
            command.CommandText = sql;
#pragma warning restore CA2100
            _commands.Add(sql, command);
        }

        command.Transaction = Transaction;
        return command;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _commands.Values)
                command.Dispose();
            _commands.Clear();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Compiled statements of the connections that <see cref="SqliteDatabase"/> hands out.</summary>
public static class SqliteStatements
{
    /// <summary>
    /// The command of this constant SQL, compiled once per connection and in the running transaction. It stays with
    /// the connection: do not dispose it, dispose the readers it gives.
    /// </summary>
    /// <exception cref="ArgumentException">The connection is not one of <see cref="SqliteDatabase"/>.</exception>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql) =>
        connection is PreparedConnection prepared
            ? prepared.Get(sql)
            : throw new ArgumentException("Only connections of SqliteDatabase keep statements.", nameof(connection));

    /// <summary>Sets a parameter for the next execution; null is stored as NULL.</summary>
    public static SqliteCommand With(this SqliteCommand command, string parameter, object? value)
    {
        var index = command.Parameters.IndexOf(parameter);
        if (index < 0)
            command.Parameters.AddWithValue(parameter, value ?? DBNull.Value);
        else
            command.Parameters[index].Value = value ?? DBNull.Value;
        return command;
    }
}
