using CustomerService.Core.Webhooks;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>The outbox of webhooks of the standalone form.</summary>
public sealed class SqliteWebhookOutbox(SqliteDatabase database, TimeProvider time) : IWebhookOutbox
{
    private const string Insert = """
        INSERT INTO webhook_delivery (endpoint, id, tenant, conversation, type, body, since, due_at)
        VALUES ($endpoint, $id, $tenant, $conversation, $type, $body, $now, $now) ON CONFLICT DO NOTHING
        """;

    private const string Due = $"""
        SELECT {WebhookRows.Columns} FROM webhook_delivery AS d
        WHERE endpoint = $endpoint AND state = 0 AND due_at <= $now AND NOT EXISTS (
            SELECT 1 FROM webhook_delivery AS e
            WHERE e.endpoint = d.endpoint AND e.conversation = d.conversation AND e.state = 0 AND e.number < d.number)
        ORDER BY due_at, number LIMIT $limit
        """;

    private const string Hold = "UPDATE webhook_delivery SET attempts = attempts + 1, due_at = $until WHERE number = $number";

    private const string Done = "UPDATE webhook_delivery SET state = 1, done_at = $now, body = '' WHERE number = $number AND state = 0";

    // Who took it later has counted it.
    private const string Later =
        "UPDATE webhook_delivery SET last_failure = $reason WHERE number = $number AND state = 0 AND attempts = $attempts";

    private const string Die = "UPDATE webhook_delivery SET state = 2, done_at = $now WHERE number = $number";

    // What waits behind a delivery is due with it: a look for what is due need not pass over it again and again.
    private const string Move = "UPDATE webhook_delivery SET due_at = $due WHERE endpoint = $endpoint AND conversation = $conversation AND state = 0";

    /// <inheritdoc/>
    public async ValueTask Add(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) =>
            {
                var insert = connection.Prepared(Insert).With("$now", time.GetUtcNow().UtcTicks);
                foreach (var delivery in deliveries)
                {
                    insert.With("$endpoint", delivery.Endpoint).With("$id", delivery.Id).With("$tenant", delivery.Tenant)
                        .With("$conversation", delivery.Conversation).With("$type", delivery.Type).With("$body", delivery.Body).ExecuteNonQuery();
                }
                return deliveries.Count;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WebhookDelivery>> Take(
        string endpoint, TimeSpan lease, int limit, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        // A look costs no write.
        if ((await database.Read(c => Found(c, endpoint, now, 1), cancellationToken)).Count == 0)
            return [];
        return await database.Write<IReadOnlyList<WebhookDelivery>>(
            (connection, _) =>
            {
                var found = Found(connection, endpoint, now, limit);
                foreach (var delivery in found)
                    connection.Prepared(Hold).With("$number", delivery.Number).With("$until", (now + lease).UtcTicks).ExecuteNonQuery();
                return [.. found.Select(d => d with { Attempts = d.Attempts + 1 })];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask Sent(WebhookDelivery delivery, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared(Done).With("$number", delivery.Number).With("$now", Now).ExecuteNonQuery() == 1
            ? Moved(connection, delivery, Now)
            : 0,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask Failed(
        WebhookDelivery delivery, string reason, DateTimeOffset? next, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) =>
        {
            if (connection.Prepared(Later).With("$number", delivery.Number).With("$reason", reason).With("$attempts", delivery.Attempts).ExecuteNonQuery() == 0)
                return 0;
            if (next is null)
                connection.Prepared(Die).With("$number", delivery.Number).With("$now", Now).ExecuteNonQuery();
            return Moved(connection, delivery, next?.UtcTicks ?? Now);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask Disable(string tenant, string endpoint, string url, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) => connection.Prepared("""
                INSERT INTO webhook_disabled (endpoint, tenant, url, at) VALUES ($endpoint, $tenant, $url, $now)
                ON CONFLICT (endpoint) DO UPDATE SET tenant = excluded.tenant, url = excluded.url, at = excluded.at
                """).With("$endpoint", endpoint).With("$tenant", tenant).With("$url", url).With("$now", Now).ExecuteNonQuery(),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Enable(string? tenant, string endpoint, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) => connection.Prepared(
                "DELETE FROM webhook_disabled WHERE endpoint = $endpoint AND ($tenant IS NULL OR tenant = $tenant)")
                .With("$endpoint", endpoint).With("$tenant", tenant).ExecuteNonQuery() == 1,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> DisabledFor(string endpoint, CancellationToken cancellationToken = default) => database.Read(
        connection => (string?)connection.Prepared("SELECT url FROM webhook_disabled WHERE endpoint = $endpoint").With("$endpoint", endpoint).ExecuteScalar(),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WebhookQueue>> Queues(string? tenant, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<WebhookQueue>>(c => WebhookRows.Queues(c, tenant), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadDelivery>> Dead(string? tenant, int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<DeadDelivery>>(c => WebhookRows.Dead(c, tenant, limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<WebhookDelivery?> Show(string? tenant, long number, CancellationToken cancellationToken = default) =>
        database.Read(c => WebhookRows.One(c, tenant, number), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Retry(string? tenant, long number, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared($"""
            UPDATE webhook_delivery SET state = 0, attempts = 0, since = $now, due_at = $now, done_at = NULL WHERE {WebhookRows.IsDead}
            """).With("$number", number).With("$tenant", tenant).With("$now", Now).ExecuteNonQuery() == 1,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Drop(string? tenant, long number, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => connection.Prepared($"DELETE FROM webhook_delivery WHERE {WebhookRows.IsDead}")
            .With("$number", number).With("$tenant", tenant).ExecuteNonQuery() == 1,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> Forget(DateTimeOffset before, CancellationToken cancellationToken = default) => await database.Write(
        (connection, _) => (long)connection.Prepared("DELETE FROM webhook_delivery WHERE coalesce(done_at, since) < $before")
            .With("$before", before.UtcTicks).ExecuteNonQuery(),
        cancellationToken);

    private long Now => time.GetUtcNow().UtcTicks;

    private static List<WebhookDelivery> Found(SqliteConnection connection, string endpoint, DateTimeOffset now, int limit) => WebhookRows.Read(
        connection.Prepared(Due).With("$endpoint", endpoint).With("$now", now.UtcTicks).With("$limit", limit));

    private static int Moved(SqliteConnection connection, WebhookDelivery delivery, long due) => connection.Prepared(Move)
        .With("$endpoint", delivery.Endpoint).With("$conversation", delivery.Conversation).With("$due", due).ExecuteNonQuery();
}
