using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Sqlite;

/// <summary>The inbox of the standalone form.</summary>
public sealed class SqliteInbox(SqliteDatabase database, TimeProvider time) : IInbox
{
    /// <inheritdoc/>
    public async ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default)
    {
        MessageIds.Check(message);
        var conversation = message.Conversation.ToString();
        var body = InboxBody.Write(message);
        return await database.Write(
            (connection, _) => InboxRows.Append(connection, conversation, message, body), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default) =>
        database.Read(
            connection => connection.Prepared(InboxStatements.Exists)
                .With("$conversation", conversation).ExecuteScalar() is 1L,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<InboxEntry>>(
            connection => InboxRows.Read(connection.Prepared(InboxStatements.After)
                .With("$conversation", conversation).With("$after", after).With("$limit", Math.Max(0, limit))),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask Finish(
        string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default)
    {
        if (numbers.Count == 0)
            return;
        var now = time.GetUtcNow().UtcTicks;
        await database.Write(
            (connection, _) =>
            {
                var finish = connection.Prepared(InboxStatements.Finish)
                    .With("$conversation", conversation).With("$now", now);
                var count = 0;
                foreach (var number in numbers)
                    count += finish.With("$number", number).ExecuteNonQuery();
                return count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default) =>
        database.Read(
            connection =>
            {
                using var reader = connection.Prepared(InboxStatements.Backlog).ExecuteReader();
                reader.Read();
                return new InboxBacklog(reader.GetInt64(0), reader.IsDBNull(1) ? null : InboxRows.Time(reader.GetInt64(1)));
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyDictionary<string, TenantQueue>>(
            connection =>
            {
                using var reader = connection.Prepared(InboxStatements.Behind)
                    .With("$outliers", InboxBacklog.Outliers).With("$least", InboxBacklog.LeastOutliers)
                    .With("$earlier", earlier.UtcTicks).With("$later", later.UtcTicks).ExecuteReader();
                var behind = new Dictionary<string, TenantQueue>(StringComparer.Ordinal);
                while (reader.Read())
                    behind[reader.GetString(0)] = new(InboxRows.Time(reader.GetInt64(1)), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
                return behind;
            },
            cancellationToken);
}
