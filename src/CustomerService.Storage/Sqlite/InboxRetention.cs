using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Forgets old entries of the inbox; a message id that is forgotten is accepted anew.</summary>
public sealed class InboxRetention(SqliteDatabase database)
{
    // One such delete takes a few milliseconds of the writer, about what a sync does.
    private const int Chunk = 500;

    /// <summary>
    /// Deletes entries finished before <paramref name="finishedBefore"/>, in small writes between those of the shop's
    /// day. The newest entry of each conversation stays whatever its age, as the next number counts from it.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public async Task<long> Cleanup(DateTimeOffset finishedBefore, CancellationToken cancellationToken = default)
    {
        var total = 0L;
        (string Conversation, long Number) last = ("", 0);
        while (true)
        {
            var from = last;
            var chunk = await database.Read(
                connection => Cleanable(connection, finishedBefore, from), cancellationToken);
            if (chunk.Count == 0)
                return total;
            total += await database.Write((connection, _) => Delete(connection, chunk), cancellationToken);
            last = chunk[^1];
        }
    }

    private static List<(string Conversation, long Number)> Cleanable(
        SqliteConnection connection, DateTimeOffset before, (string Conversation, long Number) from)
    {
        var found = new List<(string, long)>(Chunk);
        using var reader = connection.Prepared(InboxStatements.Cleanable)
            .With("$conversation", from.Conversation)
            .With("$number", from.Number)
            .With("$before", before.UtcTicks)
            .With("$limit", Chunk)
            .ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetInt64(1)));
        return found;
    }

    private static int Delete(SqliteConnection connection, List<(string Conversation, long Number)> entries)
    {
        var deleted = 0;
        foreach (var (conversation, number) in entries)
        {
            deleted += connection.Prepared(InboxStatements.Clean)
                .With("$conversation", conversation).With("$number", number).ExecuteNonQuery();
        }

        return deleted;
    }
}
