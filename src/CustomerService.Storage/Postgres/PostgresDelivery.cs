using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Redelivery shared by the silos of the cluster form.</summary>
public sealed class PostgresDelivery(PostgresDatabase database, TimeProvider time) : IInboxDelivery
{
    private const string Report = """
        INSERT INTO inbox_pump (owner, until) VALUES ($1, $2) ON CONFLICT (owner) DO UPDATE SET until = excluded.until
        """;

    private const string Forget = "DELETE FROM inbox_pump WHERE until <= $1";

    // Each owner's share is an even part, rounded up; what is above it is given away before others are taken.
    private const string Share = """
        WITH share AS (SELECT ceil(64.0 / greatest(count(*), 1))::integer AS size FROM inbox_pump),
        mine AS (
            SELECT partition, row_number() OVER (ORDER BY partition) AS place FROM inbox_lease
            WHERE owner = $1 AND until > $3),
        kept AS (
            UPDATE inbox_lease AS l SET until = CASE WHEN mine.place <= share.size THEN $2 ELSE 0 END
            FROM mine, share WHERE l.partition = mine.partition AND l.owner = $1),
        free AS (
            SELECT partition FROM inbox_lease WHERE until <= $3 ORDER BY partition
            LIMIT greatest((SELECT size FROM share) - (SELECT count(*) FROM mine), 0) FOR UPDATE SKIP LOCKED)
        UPDATE inbox_lease AS l SET owner = $1, until = $2, fence = fence + 1
        FROM free WHERE l.partition = free.partition
        RETURNING l.partition
        """;

    private const string Leave = """
        WITH gone AS (DELETE FROM inbox_pump WHERE owner = $1)
        UPDATE inbox_lease SET until = 0 WHERE owner = $1
        """;

    // The lease is looked at in the same statement: an owner that slept over its end takes nothing. Of the tenants one
    // conversation each in turn: one that has thousands due does not keep the others out.
    private const string Due = $"""
        WITH waiting AS (
            SELECT i.conversation, min(i.received_at) AS since
            FROM inbox AS i JOIN inbox_lease AS l USING (partition)
            WHERE i.finished_at IS NULL AND l.owner = $1 AND l.until > $2
                AND (i.received_at <= $2 - $3 OR i.partition = ANY($4))
            GROUP BY i.conversation),
        turns AS (
            SELECT conversation, since, row_number() OVER (PARTITION BY split_part(conversation, '.', 1) ORDER BY since) AS turn
            FROM waiting ORDER BY turn, since),
        first AS (
            SELECT f.conversation, f.number FROM turns CROSS JOIN LATERAL (
                SELECT conversation, number, partition, attempts, due_at FROM inbox AS i
                WHERE i.conversation = turns.conversation AND i.finished_at IS NULL ORDER BY number LIMIT 1) AS f
            WHERE f.due_at <= $2 OR f.partition = ANY($4) ORDER BY turn, since LIMIT $5),
        counted AS (
            UPDATE inbox AS i SET
                attempts = i.attempts + (i.due_at <= $2)::int,
                due_at = CASE WHEN i.due_at <= $2 THEN $2 + least($6, $3 * (2 ^ i.attempts)::bigint) ELSE i.due_at END,
                finished_at = CASE WHEN i.due_at <= $2 AND i.attempts >= $7 THEN $2 END
            FROM first AS f
            WHERE i.conversation = f.conversation AND i.number = f.number AND i.finished_at IS NULL
                AND (i.due_at <= $2 OR i.partition = ANY($4))
            RETURNING i.conversation, i.number, i.message_id, i.kind, i.body, i.received_at, i.finished_at, i.attempts,
                i.last_failure),
        died AS (
            INSERT INTO dead_letter (conversation, number, reason, attempts, died_at)
            SELECT conversation, number, coalesce(last_failure, 'undelivered'), attempts - 1, $2
            FROM counted WHERE finished_at IS NOT NULL)
        SELECT {InboxRow.Columns}, finished_at IS NOT NULL FROM counted ORDER BY received_at, conversation COLLATE "C"
        """;

    private const string Fail =
        "UPDATE inbox SET last_failure = $3 WHERE conversation = $1 AND number = $2 AND finished_at IS NULL";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> Hold(string owner, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().UtcTicks;
        var until = now + lease.Ticks;
        return await database.Run(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        PostgresCommands.Step(Report, owner, until),
                        PostgresCommands.Step(Forget, now),
                        PostgresCommands.Step(Share, owner, until, now),
                    },
                };
                await using var reader = await batch.ExecuteReaderAsync(token).ConfigureAwait(false);
                return await reader.All(r => (int)r.GetInt16(0), token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask Release(string owner, CancellationToken cancellationToken = default) =>
        await database.Execute(Leave, cancellationToken, owner).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Redelivery> Take(
        string owner, RedeliveryRule rule, IReadOnlyList<int> fresh, int limit, CancellationToken cancellationToken = default)
    {
        var rows = await database.Rows(
            Due, r => (Entry: InboxRow.Read(r), Died: r.GetBoolean(6)), cancellationToken,
            owner, time.GetUtcNow().UtcTicks, rule.After.Ticks, fresh.Select(p => (short)p).ToArray(), limit,
            rule.Longest.Ticks, rule.Attempts).ConfigureAwait(false);
        InboxEntry[] entries = [.. rows.Where(r => !r.Died).Select(r => r.Entry)];
        return new Redelivery(entries, rows.Count - entries.Length);
    }

    /// <inheritdoc/>
    public async ValueTask Failed(string conversation, long number, string reason, CancellationToken cancellationToken = default) =>
        await database.Execute(Fail, cancellationToken, conversation, number, reason).ConfigureAwait(false);
}
