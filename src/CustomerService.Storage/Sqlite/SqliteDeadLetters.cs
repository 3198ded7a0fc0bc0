using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>The dead letters of the standalone form.</summary>
public sealed class SqliteDeadLetters(SqliteDatabase database) : IDeadLetters
{
    private const string Newest = """
        SELECT d.conversation, d.number, reason, d.attempts, received_at, died_at
        FROM dead_letter AS d JOIN inbox AS i ON i.conversation = d.conversation AND i.number = d.number
        ORDER BY died_at DESC, d.conversation, d.number LIMIT $limit
        """;

    private const string One = """
        SELECT i.conversation, i.number, message_id, kind, body, received_at
        FROM inbox AS i JOIN dead_letter AS d ON i.conversation = d.conversation AND i.number = d.number
        WHERE i.conversation = $conversation AND i.number = $number
        """;

    private const string Revive = """
        UPDATE inbox SET finished = NULL, attempts = 0, due_at = 0, last_failure = NULL
        WHERE conversation = $conversation AND number = $number
        """;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<DeadLetter>>(
            connection =>
            {
                var letters = new List<DeadLetter>();
                using var reader = connection.Prepared(Newest).With("$limit", Math.Max(0, limit)).ExecuteReader();
                while (reader.Read())
                {
                    letters.Add(new DeadLetter(
                        reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3),
                        InboxRows.Time(reader.GetInt64(4)), InboxRows.Time(reader.GetInt64(5))));
                }
                return letters;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<InboxEntry?> Show(string conversation, long number, CancellationToken cancellationToken = default) =>
        database.Read(
            connection => InboxRows.Read(DeadLetterRows.With(connection.Prepared(One), conversation, number)) is [var entry]
                ? entry : null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Retry(string conversation, long number, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) => DeadLetterRows.Remove(connection, conversation, number)
                && DeadLetterRows.With(connection.Prepared(Revive), conversation, number).ExecuteNonQuery() == 1,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> Drop(string conversation, long number, CancellationToken cancellationToken = default) =>
        await database.Write((connection, _) => DeadLetterRows.Remove(connection, conversation, number), cancellationToken);
}

/// <summary>Puts entries among the dead letters and takes them away.</summary>
internal static class DeadLetterRows
{
    private const string Finish = """
        UPDATE inbox SET finished = $now WHERE conversation = $conversation AND number = $number AND finished IS NULL
        """;

    private const string Insert = """
        INSERT INTO dead_letter (conversation, number, reason, attempts, died_at)
        VALUES ($conversation, $number, $reason, $attempts, $now)
        """;

    private const string Delete = "DELETE FROM dead_letter WHERE conversation = $conversation AND number = $number";

    public static bool Bury(SqliteConnection connection, InboxEntry entry, string reason, int attempts, DateTimeOffset now) =>
        With(connection.Prepared(Finish), entry.Conversation, entry.Number).With("$now", now.UtcTicks).ExecuteNonQuery() == 1
        && With(connection.Prepared(Insert), entry.Conversation, entry.Number)
            .With("$reason", reason).With("$attempts", attempts).With("$now", now.UtcTicks).ExecuteNonQuery() == 1;

    public static bool Remove(SqliteConnection connection, string conversation, long number) =>
        With(connection.Prepared(Delete), conversation, number).ExecuteNonQuery() == 1;

    public static SqliteCommand With(SqliteCommand command, string conversation, long number) =>
        command.With("$conversation", conversation).With("$number", number);
}
