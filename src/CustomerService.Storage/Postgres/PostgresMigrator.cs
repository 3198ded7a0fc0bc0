using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Brings the tables to the version of this program.</summary>
public sealed class PostgresMigrator
{
    // Any constant that no other program on the database uses; "csmg" in ASCII.
    private const long Lock = 0x63736d67;

    private readonly PostgresDatabase _database;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly ILogger<PostgresMigrator> _logger;

    /// <summary>A migrator with the migrations of this program.</summary>
    public PostgresMigrator(PostgresDatabase database, ILogger<PostgresMigrator> logger)
        : this(database, logger, MigrationFiles.All)
    {
    }

    /// <summary>A migrator with other migrations, numbered from 1 without gaps.</summary>
    public PostgresMigrator(PostgresDatabase database, ILogger<PostgresMigrator> logger, IReadOnlyList<Migration> migrations) =>
        (_database, _logger, _migrations) = (database, logger, migrations);

    /// <summary>Applies what is missing, all or nothing; of several at once one works and the others wait for it.</summary>
    /// <returns>The names of the files applied now.</returns>
    /// <exception cref="WrongDatabaseException">The tables are of a newer program, or an applied file was changed.</exception>
    /// <exception cref="StorageUnavailableException">The server does not answer.</exception>
    public Task<IReadOnlyList<string>> Migrate(CancellationToken cancellationToken = default) => _database.Run(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
            await Execute(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), token).ConfigureAwait(false);
            await Execute(connection, """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now())
                """, token).ConfigureAwait(false);
            var missing = Missing(await Applied(connection, token).ConfigureAwait(false));
            foreach (var migration in missing)
            {
                await Execute(connection, migration.Sql, token).ConfigureAwait(false);
                await using var record = connection.Command(
                    "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)",
                    migration.Number, migration.Name, migration.Checksum);
                await record.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }
            await transaction.CommitAsync(token).ConfigureAwait(false);
            foreach (var migration in missing)
                _logger.Migrated(migration.Name);
            return (IReadOnlyList<string>)[.. missing.Select(m => m.Name)];
        },
        cancellationToken);

    /// <summary>Makes sure that the tables are of this program's version.</summary>
    /// <exception cref="WrongDatabaseException">They are older, newer or changed; the sentence says what to do.</exception>
    /// <exception cref="StorageUnavailableException">The server does not answer.</exception>
    public async Task Check(CancellationToken cancellationToken = default)
    {
        var applied = await _database.Run(
            async (connection, token) =>
            {
                await using var command = connection.Command("SELECT to_regclass('schema_migration') IS NOT NULL");
                return await command.ExecuteScalarAsync(token).ConfigureAwait(false) is true
                    ? await Applied(connection, token).ConfigureAwait(false) : [];
            },
            cancellationToken).ConfigureAwait(false);
        if (Missing(applied) is [var first, ..])
        {
            throw new WrongDatabaseException(
                $"The database lacks the tables of '{first.Name}': run `db migrate` with the same Postgres:ConnectionString, or set Postgres:MigrateAtStart to true.");
        }
    }

    private List<Migration> Missing(Dictionary<int, (string Name, string Checksum)> applied)
    {
        if (applied.Keys.DefaultIfEmpty().Max() is var newest && newest > _migrations.Count)
        {
            throw new WrongDatabaseException(string.Create(CultureInfo.InvariantCulture,
                $"The database holds version {newest} of the tables ('{applied[newest].Name}'), and this program knows only version {_migrations.Count}: start the program that migrated it or a later one, or name another database in Postgres:ConnectionString."));
        }
        foreach (var migration in _migrations)
        {
            if (applied.TryGetValue(migration.Number, out var old) && old.Checksum != migration.Checksum)
            {
                throw new WrongDatabaseException(
                    $"The migration '{migration.Name}' is not the one that was applied to the database ('{old.Name}'): put the released file back and write the change as a new file.");
            }
        }
        return [.. _migrations.Where(m => !applied.ContainsKey(m.Number))];
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> Applied(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT number, name, checksum FROM schema_migration");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = await reader
            .All(r => (Number: r.GetInt32(0), Name: r.GetString(1), Checksum: r.GetString(2)), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(r => r.Number, r => (r.Name, r.Checksum));
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql);
        // Building an index over a large table takes its time, and waiting for another migrator too.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
