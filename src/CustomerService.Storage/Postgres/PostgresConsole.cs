using System.Text.Json;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;

namespace CustomerService.Storage.Postgres;

/// <summary>The console's accounts of the cluster form.</summary>
public sealed class PostgresAccounts(PostgresDatabase database) : IAccounts
{
    /// <inheritdoc/>
    public async ValueTask<ConsoleAccount?> Find(string id, CancellationToken cancellationToken = default) =>
        (await Read("SELECT body FROM console_account WHERE id = $1", id, cancellationToken).ConfigureAwait(false)) is [var account] ? account : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConsoleAccount>> Of(string tenant, CancellationToken cancellationToken = default) =>
        await Read("SELECT body FROM console_account WHERE tenant = $1 ORDER BY id", tenant, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> Add(ConsoleAccount account, CancellationToken cancellationToken = default) => await Write(
        "INSERT INTO console_account (id, tenant, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", account, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> Replace(ConsoleAccount account, CancellationToken cancellationToken = default) => await Write(
        "UPDATE console_account SET tenant = $2, body = $3 WHERE id = $1", account, cancellationToken).ConfigureAwait(false);

    private async Task<bool> Write(string statement, ConsoleAccount account, CancellationToken cancellationToken) =>
        await database.Execute(
            statement, cancellationToken, account.Id, account.Tenant,
            JsonSerializer.Serialize(account, StoredJson.Relaxed.ConsoleAccount)).ConfigureAwait(false) == 1;

    private Task<List<ConsoleAccount>> Read(string statement, string value, CancellationToken cancellationToken) => database.Rows(
        statement,
        r => JsonSerializer.Deserialize(r.GetString(0), StoredJson.Relaxed.ConsoleAccount) ?? throw new JsonException("The row of an account is null."),
        cancellationToken, value);
}

/// <summary>The console's sessions of the cluster form.</summary>
public sealed class PostgresSessions(PostgresDatabase database) : ISessions
{
    /// <inheritdoc/>
    public async ValueTask Begin(ConsoleSession session, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await database.Execute("DELETE FROM console_session WHERE until <= $1", cancellationToken, now.UtcTicks).ConfigureAwait(false);
        await database.Execute(
            "INSERT INTO console_session (token_hash, account, guard, until) VALUES ($1, $2, $3, $4)",
            cancellationToken, session.TokenHash, session.Account, session.Guard, session.Until.UtcTicks).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ConsoleSession?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var found = await database.Rows(
            "SELECT account, guard, until FROM console_session WHERE token_hash = $1 AND until > $2",
            r => new ConsoleSession(tokenHash, r.GetString(0), r.GetString(1), new(r.GetInt64(2), TimeSpan.Zero)),
            cancellationToken, tokenHash, now.UtcTicks).ConfigureAwait(false);
        return found is [var session] ? session : null;
    }

    /// <inheritdoc/>
    public async ValueTask End(string tokenHash, CancellationToken cancellationToken = default) =>
        await database.Execute("DELETE FROM console_session WHERE token_hash = $1", cancellationToken, tokenHash).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask EndAll(string account, CancellationToken cancellationToken = default) =>
        await database.Execute("DELETE FROM console_session WHERE account = $1", cancellationToken, account).ConfigureAwait(false);
}

/// <summary>The audit log of the cluster form.</summary>
public sealed class PostgresAuditLog(PostgresDatabase database) : IAuditLog
{
    /// <inheritdoc/>
    public async ValueTask Add(string tenant, AuditEntry entry, CancellationToken cancellationToken = default) => await database.Execute(
        "INSERT INTO audit (tenant, at, account, action, subject) VALUES ($1, $2, $3, $4, $5)",
        cancellationToken, tenant, entry.At.UtcTicks, entry.Account, entry.Action, entry.Subject).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AuditEntry>> Read(string tenant, long before, int limit, CancellationToken cancellationToken = default) =>
        await database.Rows(
            "SELECT number, at, account, action, subject FROM audit WHERE tenant = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
            r => new AuditEntry(new(r.GetInt64(1), TimeSpan.Zero), r.GetString(2), r.GetString(3), r.GetString(4)) { Number = r.GetInt64(0) },
            cancellationToken, tenant, before, limit).ConfigureAwait(false);
}

/// <summary>The canned replies of the cluster form.</summary>
public sealed class PostgresCannedReplies(PostgresDatabase database) : ICannedReplies
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CannedReply>?> Of(string tenant, CancellationToken cancellationToken = default)
    {
        var found = await database.Rows(
            "SELECT body FROM console_canned WHERE tenant = $1", r => r.GetString(0), cancellationToken, tenant).ConfigureAwait(false);
        return found is [var body] ? JsonSerializer.Deserialize(body, StoredJson.Relaxed.IReadOnlyListCannedReply) : null;
    }

    /// <inheritdoc/>
    public async ValueTask Replace(string tenant, IReadOnlyList<CannedReply> replies, CancellationToken cancellationToken = default) => await database.Execute(
        "INSERT INTO console_canned (tenant, body) VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET body = excluded.body",
        cancellationToken, tenant, JsonSerializer.Serialize(replies, StoredJson.Relaxed.IReadOnlyListCannedReply)).ConfigureAwait(false);
}
