using CustomerService.Core.Webhooks;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Reads the outbox of webhooks.</summary>
internal static class WebhookRows
{
    public const string Columns = "endpoint, id, tenant, conversation, type, body, number, since, attempts";

    public const string IsDead = "number = $number AND state = 2 AND ($tenant IS NULL OR tenant = $tenant)";

    public static List<WebhookDelivery> Read(SqliteCommand command)
    {
        var deliveries = new List<WebhookDelivery>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            deliveries.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5))
            {
                Number = reader.GetInt64(6), Since = Time(reader, 7), Attempts = reader.GetInt32(8),
            });
        }
        return deliveries;
    }

    public static WebhookDelivery? One(SqliteConnection connection, string? tenant, long number) => Read(
        connection.Prepared($"SELECT {Columns} FROM webhook_delivery WHERE {IsDead}").With("$number", number).With("$tenant", tenant)) is [var one] ? one : null;

    public static List<DeadDelivery> Dead(SqliteConnection connection, string? tenant, int limit)
    {
        var dead = new List<DeadDelivery>();
        using var reader = connection.Prepared("""
            SELECT number, endpoint, id, conversation, type, coalesce(last_failure, ''), attempts, done_at FROM webhook_delivery
            WHERE state = 2 AND ($tenant IS NULL OR tenant = $tenant) ORDER BY done_at DESC, number DESC LIMIT $limit
            """).With("$tenant", tenant).With("$limit", Math.Max(0, limit)).ExecuteReader();
        while (reader.Read())
        {
            dead.Add(new(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetInt32(6), Time(reader, 7)));
        }
        return dead;
    }

    public static List<WebhookQueue> Queues(SqliteConnection connection, string? tenant)
    {
        var queues = new List<WebhookQueue>();
        using var reader = connection.Prepared("""
            SELECT n.endpoint,
                (SELECT count(*) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 0),
                (SELECT min(since) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 0),
                (SELECT count(*) FROM webhook_delivery AS d WHERE d.endpoint = n.endpoint AND d.state = 2),
                EXISTS (SELECT 1 FROM webhook_disabled AS x WHERE x.endpoint = n.endpoint)
            FROM (SELECT endpoint, tenant FROM webhook_delivery WHERE state <> 1 UNION SELECT endpoint, tenant FROM webhook_disabled) AS n
            WHERE $tenant IS NULL OR n.tenant = $tenant GROUP BY n.endpoint ORDER BY n.endpoint
            """).With("$tenant", tenant).ExecuteReader();
        while (reader.Read())
        {
            queues.Add(new(
                reader.GetString(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : Time(reader, 2), reader.GetInt64(3), reader.GetBoolean(4)));
        }
        return queues;
    }

    private static DateTimeOffset Time(SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);
}

/// <summary>
/// The outbox of webhooks. State 0 waits (due_at is the next attempt, or the end of the lease of who took it), 1 is
/// delivered, 2 given up. The rows of what was delivered stay a while: a repeated operation finds its own.
/// </summary>
internal sealed class WebhookSchema : ISqliteSchema
{
    public string Name => "webhooks";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE webhook_delivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            endpoint TEXT NOT NULL,
            id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            conversation TEXT NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            since INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            state INTEGER NOT NULL DEFAULT 0,
            done_at INTEGER,
            last_failure TEXT,
            UNIQUE (endpoint, id)
        );
        CREATE INDEX webhook_due ON webhook_delivery (endpoint, due_at) WHERE state = 0;
        CREATE INDEX webhook_order ON webhook_delivery (endpoint, conversation, number) WHERE state = 0;
        CREATE INDEX webhook_done ON webhook_delivery (coalesce(done_at, since));
        CREATE INDEX webhook_left ON webhook_delivery (endpoint, tenant, state, since) WHERE state <> 1;
        CREATE TABLE webhook_disabled (endpoint TEXT PRIMARY KEY, tenant TEXT NOT NULL, url TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        """,
    ];
}
