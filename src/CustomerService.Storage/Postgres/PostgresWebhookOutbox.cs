using CustomerService.Core.Webhooks;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The outbox of webhooks of the cluster form; several processes may take from it at once.</summary>
public sealed class PostgresWebhookOutbox(PostgresDatabase database, TimeProvider time) : IWebhookOutbox
{
    private const string Columns = "endpoint, id, tenant, conversation, type, body, number, since, attempts";

    private const string IsDead = "number = $1 AND state = 2 AND ($2::text IS NULL OR tenant = $2)";

    private const string Insert = """
        INSERT INTO webhook_delivery (endpoint, id, tenant, conversation, type, body, since, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING
        """;

    // Whoever comes second finds a row locked and passes over it, or not due any more.
    private const string Due = $"""
        WITH head AS MATERIALIZED (
            SELECT number AS taken FROM webhook_delivery AS d
            WHERE endpoint = $1 AND state = 0 AND due_at <= $2 AND NOT EXISTS (
                SELECT FROM webhook_delivery AS e
                WHERE e.endpoint = d.endpoint AND e.conversation = d.conversation AND e.state = 0 AND e.number < d.number)
            ORDER BY due_at, number LIMIT $3 FOR UPDATE OF d SKIP LOCKED),
        held AS (
            UPDATE webhook_delivery SET attempts = attempts + 1, due_at = $4 FROM head WHERE number = taken RETURNING {Columns})
        SELECT * FROM held ORDER BY number
        """;

    // What waits behind a delivery is due with it: a look for what is due need not pass over it again and again.
    private const string Done = """
        WITH done AS (
            UPDATE webhook_delivery SET state = 1, done_at = $2, body = '' WHERE number = $1 AND state = 0 RETURNING endpoint, conversation)
        UPDATE webhook_delivery AS d SET due_at = $2 FROM done
        WHERE d.endpoint = done.endpoint AND d.conversation = done.conversation AND d.state = 0 AND d.number <> $1
        """;

    // Who took it later has counted it.
    private const string Later = """
        WITH later AS (
            UPDATE webhook_delivery SET
                last_failure = $2, due_at = $4, state = CASE WHEN $5 THEN 2 ELSE 0 END, done_at = CASE WHEN $5 THEN $4::bigint END
            WHERE number = $1 AND state = 0 AND attempts = $3 RETURNING endpoint, conversation)
        UPDATE webhook_delivery AS d SET due_at = $4 FROM later
        WHERE d.endpoint = later.endpoint AND d.conversation = later.conversation AND d.state = 0 AND d.number <> $1
        """;

    private const string Left = """
        SELECT n.endpoint,
            (SELECT count(*) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 0),
            (SELECT min(since) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 0),
            (SELECT count(*) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 2),
            EXISTS (SELECT FROM webhook_disabled AS x WHERE x.endpoint = n.endpoint)
        FROM (SELECT endpoint, tenant FROM webhook_delivery WHERE state <> 1 UNION SELECT endpoint, tenant FROM webhook_disabled) AS n
        WHERE $1::text IS NULL OR n.tenant = $1 GROUP BY n.endpoint ORDER BY n.endpoint COLLATE "C"
        """;

    private long Now => time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public async ValueTask Add(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken = default) => await database.Run(
        async (connection, token) =>
        {
            // One batch is one transaction: all of them or none.
            await using var batch = new NpgsqlBatch(connection);
            foreach (var d in deliveries)
                batch.BatchCommands.Add(PostgresCommands.Step(Insert, d.Endpoint, d.Id, d.Tenant, d.Conversation, d.Type, d.Body, Now));
            return await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WebhookDelivery>> Take(
        string endpoint, TimeSpan lease, int limit, CancellationToken cancellationToken = default) =>
        await database.Rows(Due, Row, cancellationToken, endpoint, Now, limit, Now + lease.Ticks).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Sent(WebhookDelivery delivery, CancellationToken cancellationToken = default) =>
        await database.Execute(Done, cancellationToken, delivery.Number, Now).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Failed(
        WebhookDelivery delivery, string reason, DateTimeOffset? next, CancellationToken cancellationToken = default) => await database.Execute(
            Later, cancellationToken, delivery.Number, reason, delivery.Attempts, next?.UtcTicks ?? Now, next is null).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Disable(string tenant, string endpoint, string url, CancellationToken cancellationToken = default) =>
        await database.Execute(
            """
            INSERT INTO webhook_disabled (endpoint, tenant, url, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (endpoint) DO UPDATE SET tenant = excluded.tenant, url = excluded.url, at = excluded.at
            """,
            cancellationToken, endpoint, tenant, url, Now).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> Enable(string? tenant, string endpoint, CancellationToken cancellationToken = default) =>
        await database.Execute(
            "DELETE FROM webhook_disabled WHERE endpoint = $1 AND ($2::text IS NULL OR tenant = $2)", cancellationToken,
            endpoint, Nullable(tenant)).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask<string?> DisabledFor(string endpoint, CancellationToken cancellationToken = default) =>
        await database.Rows(
            "SELECT url FROM webhook_disabled WHERE endpoint = $1", r => r.GetString(0), cancellationToken, endpoint).ConfigureAwait(false) is [var url]
            ? url
            : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WebhookQueue>> Queues(string? tenant, CancellationToken cancellationToken = default) =>
        await database.Rows(
            Left,
            r => new WebhookQueue(r.GetString(0), r.GetInt64(1), r.IsDBNull(2) ? null : Time(r, 2), r.GetInt64(3), r.GetBoolean(4)),
            cancellationToken, Nullable(tenant)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeadDelivery>> Dead(string? tenant, int limit, CancellationToken cancellationToken = default) =>
        await database.Rows(
            """
            SELECT number, endpoint, id, conversation, type, coalesce(last_failure, ''), attempts, done_at FROM webhook_delivery
            WHERE state = 2 AND ($1::text IS NULL OR tenant = $1) ORDER BY done_at DESC, number DESC LIMIT $2
            """,
            r => new DeadDelivery(
                r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt32(6), Time(r, 7)),
            cancellationToken, Nullable(tenant), Math.Max(0, limit)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<WebhookDelivery?> Show(string? tenant, long number, CancellationToken cancellationToken = default) =>
        await database.Rows(
            $"SELECT {Columns} FROM webhook_delivery WHERE {IsDead}", Row, cancellationToken, number, Nullable(tenant)).ConfigureAwait(false) is [var one]
            ? one
            : null;

    /// <inheritdoc/>
    public async ValueTask<bool> Retry(string? tenant, long number, CancellationToken cancellationToken = default) =>
        await database.Execute(
            $"UPDATE webhook_delivery SET state = 0, attempts = 0, since = $3, due_at = $3, done_at = NULL WHERE {IsDead}", cancellationToken,
            number, Nullable(tenant), Now).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask<bool> Drop(string? tenant, long number, CancellationToken cancellationToken = default) =>
        await database.Execute(
            $"DELETE FROM webhook_delivery WHERE {IsDead}", cancellationToken, number, Nullable(tenant)).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask<long> Forget(DateTimeOffset before, CancellationToken cancellationToken = default) =>
        await database.Execute(
            "DELETE FROM webhook_delivery WHERE coalesce(done_at, since) < $1", cancellationToken, before.UtcTicks).ConfigureAwait(false);

    private static object Nullable(string? text) => (object?)text ?? DBNull.Value;

    private static WebhookDelivery Row(NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5))
        {
            Number = r.GetInt64(6), Since = Time(r, 7), Attempts = r.GetInt32(8),
        };

    private static DateTimeOffset Time(NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
