using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Postgres;

/// <summary>The inbox of the cluster form; any number of processes append to it at once.</summary>
public sealed class PostgresInbox : IInbox, IAsyncDisposable
{
    // Appends take one connection at a time; looks at health, delay and members come beside them, and all take turns.
    private const int WarmConnections = 4;

    private const string ExistsSql = "SELECT EXISTS (SELECT FROM inbox_conversation WHERE conversation = $1)";

    private const string After = $"""
        SELECT {InboxRow.Columns} FROM inbox AS i WHERE conversation = $1 AND number > $2 AND NOT EXISTS (
            SELECT FROM dead_letter AS d WHERE d.conversation = i.conversation AND d.number = i.number)
        ORDER BY number LIMIT $3
        """;

    private const string FinishSql = """
        UPDATE inbox AS i SET finished_at = $3 FROM unnest($1, $2) AS done (conversation, number)
        WHERE i.conversation = done.conversation AND i.number = done.number AND i.finished_at IS NULL
        """;

    private const string BacklogSql = "SELECT count(*), min(received_at) FROM inbox WHERE finished_at IS NULL";

    private const string BehindSql = """
        WITH waiting AS (
            SELECT split_part(conversation, '.', 1) AS tenant, received_at,
                row_number() OVER (PARTITION BY split_part(conversation, '.', 1) ORDER BY received_at) AS place
            FROM inbox WHERE finished_at IS NULL)
        SELECT tenant, min(received_at), count(*),
            count(*) FILTER (WHERE received_at < $3), count(*) FILTER (WHERE received_at < $4) FROM waiting
        WHERE place > greatest($1 / (SELECT greatest(count(DISTINCT tenant), 1) FROM waiting), $2) GROUP BY tenant
        """;

    private readonly PostgresDatabase _database;
    private readonly TimeProvider _time;
    private readonly InboxAppending _appending;
    private readonly GroupedCalls<InboxAppending.Asked, Accepted> _appends;
    private readonly GroupedCalls<(string Conversation, IReadOnlyList<long> Numbers), bool> _finishes;

    /// <summary>An inbox over the tables.</summary>
    public PostgresInbox(PostgresDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _appending = new(database);
        _appends = new(_appending.Run);
        _finishes = new(FinishAll);
    }

    /// <inheritdoc/>
    public async ValueTask Warm(CancellationToken cancellationToken = default) =>
        await _appending.Warm(WarmConnections, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default)
    {
        MessageIds.Check(message);
        return await _appends
            .Call(new(message, message.Conversation.ToString(), InboxBody.Write(message)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default) =>
        (await _database.Rows(ExistsSql, r => r.GetBoolean(0), cancellationToken, conversation).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        await _database.Rows(After, InboxRow.Read, cancellationToken, conversation, after, Math.Max(0, limit)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Finish(
        string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default)
    {
        if (numbers.Count > 0)
            await _finishes.Call((conversation, numbers), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default) =>
        (await _database.Rows(
            BacklogSql,
            r => new InboxBacklog(r.GetInt64(0), r.IsDBNull(1) ? null : InboxRow.Time(r.GetInt64(1))),
            cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default) =>
        (await _database.Rows(
            BehindSql,
            r => (Tenant: r.GetString(0), Queue: new TenantQueue(InboxRow.Time(r.GetInt64(1)), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4))),
            cancellationToken, InboxBacklog.Outliers, InboxBacklog.LeastOutliers, earlier.UtcTicks, later.UtcTicks).ConfigureAwait(false))
        .ToDictionary(r => r.Tenant, r => r.Queue, StringComparer.Ordinal);

    /// <summary>Takes what is queued to the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _appends.DisposeAsync().ConfigureAwait(false);
        await _finishes.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<bool>> FinishAll(
        IReadOnlyList<(string Conversation, IReadOnlyList<long> Numbers)> calls, CancellationToken cancellationToken)
    {
        var done = calls.SelectMany(c => c.Numbers.Select(n => (c.Conversation, Number: n))).Distinct().ToList();
        await _database.Execute(
            FinishSql, cancellationToken, done.Select(d => d.Conversation).ToArray(), done.Select(d => d.Number).ToArray(),
            _time.GetUtcNow().UtcTicks).ConfigureAwait(false);
        return new bool[calls.Count];
    }
}
