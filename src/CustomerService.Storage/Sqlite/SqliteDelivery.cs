using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Redelivery in the standalone form: one process, which has all partitions from its start on.</summary>
public sealed class SqliteDelivery(SqliteDatabase database, TimeProvider time) : IInboxDelivery
{
    private const string State =
        "SELECT attempts, due_at, last_failure FROM inbox WHERE conversation = $conversation AND number = $number";

    private const string Count = """
        UPDATE inbox SET attempts = attempts + 1, due_at = $due WHERE conversation = $conversation AND number = $number
        """;

    private const string Fail = """
        UPDATE inbox SET last_failure = $reason
        WHERE conversation = $conversation AND number = $number AND finished IS NULL
        """;

    private static readonly IReadOnlyList<int> All = [.. Enumerable.Range(0, InboxPartition.Count)];

    private int _held;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> Hold(string owner, TimeSpan lease, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Interlocked.Exchange(ref _held, 1) == 0 ? All : []);

    /// <inheritdoc/>
    public ValueTask Release(string owner, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask<Redelivery> Take(
        string owner, RedeliveryRule rule, IReadOnlyList<int> fresh, int limit, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var before = fresh.Count > 0 ? DateTimeOffset.MaxValue : (now - rule.After).AddTicks(1);
        // Those that wait for their time stand among them, and shall not keep the others out.
        var found = await database.Read(connection => InboxRows.Stalled(connection, before, 4 * limit), cancellationToken);
        if (found.Count == 0)
            return new Redelivery([], 0);
        return await database.Write(
            (connection, _) =>
            {
                var entries = new List<InboxEntry>();
                var died = 0;
                foreach (var entry in found)
                {
                    if (entries.Count == limit)
                        break;
                    var (attempts, dueAt, failure) = Look(connection, entry);
                    var isDue = dueAt <= now.UtcTicks;
                    if (!isDue && fresh.Count == 0)
                        continue;
                    if (isDue && attempts >= rule.Attempts)
                        died += DeadLetterRows.Bury(connection, entry, failure ?? "undelivered", attempts, now) ? 1 : 0;
                    else if (!isDue || Counted(connection, entry, now + Wait(rule, attempts)))
                        entries.Add(entry);
                }
                return new Redelivery(entries, died);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask Failed(string conversation, long number, string reason, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) => connection.Prepared(Fail)
                .With("$conversation", conversation).With("$number", number).With("$reason", reason).ExecuteNonQuery(),
            cancellationToken);

    private static TimeSpan Wait(RedeliveryRule rule, int attempts) =>
        TimeSpan.FromTicks((long)Math.Min(rule.Longest.Ticks, rule.After.Ticks * Math.Pow(2, attempts)));

    private static (int Attempts, long DueAt, string? Failure) Look(SqliteConnection connection, InboxEntry entry)
    {
        using var reader = connection.Prepared(State)
            .With("$conversation", entry.Conversation).With("$number", entry.Number).ExecuteReader();
        return reader.Read()
            ? (reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2))
            : (0, long.MaxValue, null);
    }

    private static bool Counted(SqliteConnection connection, InboxEntry entry, DateTimeOffset due) =>
        connection.Prepared(Count).With("$conversation", entry.Conversation).With("$number", entry.Number)
            .With("$due", due.UtcTicks).ExecuteNonQuery() == 1;
}
