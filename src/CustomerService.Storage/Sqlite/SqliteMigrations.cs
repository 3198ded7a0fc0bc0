using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Brings a file to the versions that the registered schemas know.</summary>
internal static class SqliteMigrations
{
    /// <summary>Applies the missing steps of every schema, all or none.</summary>
    /// <exception cref="WrongDatabaseException">The file was written by a newer program.</exception>
    public static void Apply(SqliteConnection connection, IEnumerable<ISqliteSchema> schemas)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, transaction, """
            CREATE TABLE IF NOT EXISTS schema_version (
                name TEXT NOT NULL PRIMARY KEY,
                version INTEGER NOT NULL
            ) WITHOUT ROWID
            """);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in schemas)
        {
            if (!seen.Add(schema.Name))
                throw new InvalidOperationException($"Two schemas are registered under the name '{schema.Name}'.");
            Apply(connection, transaction, schema);
        }

        transaction.Commit();
    }

    private static void Apply(SqliteConnection connection, SqliteTransaction transaction, ISqliteSchema schema)
    {
        var version = Version(connection, transaction, schema.Name);
        if (version == schema.Steps.Count)
            return;
        if (version > schema.Steps.Count)
        {
            throw new WrongDatabaseException(string.Create(CultureInfo.InvariantCulture, $"""
                '{connection.DataSource}' holds the tables '{schema.Name}' in version {version}, and this program knows only version {schema.Steps.Count}: start the program that wrote the file, or choose another data folder.
                """));
        }

        for (var step = version; step < schema.Steps.Count; step++)
            Execute(connection, transaction, schema.Steps[step]);
        using var update = connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = """
            INSERT INTO schema_version (name, version) VALUES ($name, $version)
            ON CONFLICT (name) DO UPDATE SET version = excluded.version
            """;
        update.Parameters.AddWithValue("$name", schema.Name);
        update.Parameters.AddWithValue("$version", schema.Steps.Count);
        update.ExecuteNonQuery();
    }

    private static int Version(SqliteConnection connection, SqliteTransaction transaction, string name)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version FROM schema_version WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return Convert.ToInt32(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Steps are constants of the program.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
