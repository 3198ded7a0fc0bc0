using System.Text.Json;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;

namespace CustomerService.Storage.Sqlite;

/// <summary>The console's accounts of the standalone form.</summary>
public sealed class SqliteAccounts(SqliteDatabase database) : IAccounts
{
    /// <inheritdoc/>
    public ValueTask<ConsoleAccount?> Find(string id, CancellationToken cancellationToken = default) => database.Read(
        connection => connection.Prepared("SELECT body FROM console_account WHERE id = $id").With("$id", id).ExecuteScalar() is string body
            ? Account(body)
            : null,
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConsoleAccount>> Of(string tenant, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<ConsoleAccount>>(
            connection =>
            {
                var accounts = new List<ConsoleAccount>();
                using var reader = connection.Prepared("SELECT body FROM console_account WHERE tenant = $tenant ORDER BY id")
                    .With("$tenant", tenant).ExecuteReader();
                while (reader.Read())
                    accounts.Add(Account(reader.GetString(0)));
                return accounts;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Add(ConsoleAccount account, CancellationToken cancellationToken = default) => await Write(
        "INSERT INTO console_account (id, tenant, body) VALUES ($id, $tenant, $body) ON CONFLICT DO NOTHING", account, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Replace(ConsoleAccount account, CancellationToken cancellationToken = default) => await Write(
        "UPDATE console_account SET tenant = $tenant, body = $body WHERE id = $id", account, cancellationToken);

    private Task<bool> Write(string statement, ConsoleAccount account, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(account, StoredJson.Relaxed.ConsoleAccount);
        return database.Write(
            (connection, _) => connection.Prepared(statement)
                .With("$id", account.Id).With("$tenant", account.Tenant).With("$body", body).ExecuteNonQuery() == 1,
            cancellationToken);
    }

    private static ConsoleAccount Account(string body) =>
        JsonSerializer.Deserialize(body, StoredJson.Relaxed.ConsoleAccount) ?? throw new JsonException("The row of an account is null.");
}

/// <summary>The console's sessions of the standalone form.</summary>
public sealed class SqliteSessions(SqliteDatabase database) : ISessions
{
    /// <inheritdoc/>
    public async ValueTask Begin(ConsoleSession session, DateTimeOffset now, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) =>
        {
            connection.Prepared("DELETE FROM console_session WHERE until <= $now").With("$now", now.UtcTicks).ExecuteNonQuery();
            return connection.Prepared("INSERT INTO console_session (token_hash, account, guard, until) VALUES ($hash, $account, $guard, $until)")
                .With("$hash", session.TokenHash).With("$account", session.Account).With("$guard", session.Guard)
                .With("$until", session.Until.UtcTicks).ExecuteNonQuery();
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConsoleSession?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) => database.Read(
        connection =>
        {
            using var reader = connection.Prepared("SELECT account, guard, until FROM console_session WHERE token_hash = $hash AND until > $now")
                .With("$hash", tokenHash).With("$now", now.UtcTicks).ExecuteReader();
            return reader.Read()
                ? new ConsoleSession(tokenHash, reader.GetString(0), reader.GetString(1), new(reader.GetInt64(2), TimeSpan.Zero))
                : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask End(string tokenHash, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared("DELETE FROM console_session WHERE token_hash = $hash").With("$hash", tokenHash).ExecuteNonQuery(),
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask EndAll(string account, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared("DELETE FROM console_session WHERE account = $account").With("$account", account).ExecuteNonQuery(),
        cancellationToken);
}

/// <summary>The audit log of the standalone form.</summary>
public sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    /// <inheritdoc/>
    public async ValueTask Add(string tenant, AuditEntry entry, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared("INSERT INTO audit (tenant, at, account, action, subject) VALUES ($tenant, $at, $account, $action, $subject)")
            .With("$tenant", tenant).With("$at", entry.At.UtcTicks).With("$account", entry.Account)
            .With("$action", entry.Action).With("$subject", entry.Subject).ExecuteNonQuery(),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> Read(string tenant, long before, int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<AuditEntry>>(
            connection =>
            {
                var entries = new List<AuditEntry>();
                using var reader = connection.Prepared(
                    "SELECT number, at, account, action, subject FROM audit WHERE tenant = $tenant AND number < $before ORDER BY number DESC LIMIT $limit")
                    .With("$tenant", tenant).With("$before", before).With("$limit", limit).ExecuteReader();
                while (reader.Read())
                {
                    entries.Add(new(new(reader.GetInt64(1), TimeSpan.Zero), reader.GetString(2), reader.GetString(3), reader.GetString(4))
                    {
                        Number = reader.GetInt64(0),
                    });
                }
                return entries;
            },
            cancellationToken);
}

/// <summary>The canned replies of the standalone form.</summary>
public sealed class SqliteCannedReplies(SqliteDatabase database) : ICannedReplies
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CannedReply>?> Of(string tenant, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<CannedReply>?>(
            connection => connection.Prepared("SELECT body FROM console_canned WHERE tenant = $tenant").With("$tenant", tenant).ExecuteScalar() is string body
                ? JsonSerializer.Deserialize(body, StoredJson.Relaxed.IReadOnlyListCannedReply)
                : null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask Replace(string tenant, IReadOnlyList<CannedReply> replies, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.Serialize(replies, StoredJson.Relaxed.IReadOnlyListCannedReply);
        await database.Write(
            (connection, _) => connection.Prepared(
                "INSERT INTO console_canned (tenant, body) VALUES ($tenant, $body) ON CONFLICT (tenant) DO UPDATE SET body = excluded.body")
                .With("$tenant", tenant).With("$body", body).ExecuteNonQuery(),
            cancellationToken);
    }
}

/// <summary>Accounts, sessions, the audit log and canned replies.</summary>
internal sealed class ConsoleSchema : ISqliteSchema
{
    public string Name => "console";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE console_account (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE console_session (
            token_hash TEXT PRIMARY KEY, account TEXT NOT NULL, guard TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, at INTEGER NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL);
        CREATE INDEX audit_tenant ON audit (tenant, number);
        """,
        "CREATE TABLE console_canned (tenant TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;",
    ];
}
