using CustomerService.LoadDriver.Host;
using Microsoft.Data.Sqlite;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>A row as the inbox stored it.</summary>
internal sealed record InboxRow(string Conversation, string MessageId, long Kind, string Body, long ReceivedAt)
{
    // So many differ enough; beyond it they repeat under other conversations.
    private const int Most = 20_000;

    /// <summary>The newest messages of a database that a host may have open.</summary>
    public static IReadOnlyList<InboxRow> Newest(string file)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT conversation, message_id, kind, body, received_at FROM inbox WHERE kind = 0 ORDER BY received_at DESC LIMIT $most";
        command.Parameters.AddWithValue("$most", Most);
        var rows = new List<InboxRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4)));
        return rows.Count > 0 ? rows : throw new InvalidOperationException($"'{file}' holds no messages.");
    }
}

/// <summary>The least that storing the rows can cost: one thread, one prepared statement, one sync for every group.</summary>
internal static class RawInserts
{
    private static long _conversations;

    public static double Measure(string file, IReadOnlyList<InboxRow> rows, int group, TimeSpan length)
    {
        using var connection = TemporaryDatabase.Open(file);
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO inbox (conversation, number, message_id, kind, body, received_at) VALUES ($conversation, 1, $message_id, $kind, $body, $received_at)";
        string[] names = ["$conversation", "$message_id", "$kind", "$body", "$received_at"];
        var parameters = names.Select(n => insert.Parameters.Add(new SqliteParameter(n, null))).ToArray();
        var time = TimeProvider.System;
        var (count, started) = (0L, time.GetTimestamp());
        while (time.GetElapsedTime(started) < length)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            for (var i = 0; i < group; i++, count++)
            {
                var row = rows[(int)(count % rows.Count)];
                // Conversations of equal length that are not there yet, as scattered over the index as the real ones.
                var conversation = $"{row.Conversation[..^8]}{_conversations++:x8}";
                Set(conversation, row.MessageId, row.Kind, row.Body, row.ReceivedAt);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return count / time.GetElapsedTime(started).TotalSeconds;

        void Set(params object[] values)
        {
            for (var i = 0; i < values.Length; i++)
                parameters[i].Value = values[i];
        }
    }
}

/// <summary>Posts of distinct shoppers, as many at once as told, each after its answer the next.</summary>
internal static class ClosedPosts
{
    /// <summary>Accepted messages; how many of the others.</summary>
    public static async Task<(long Accepted, long Refused)> Post(
        Uri host, Traffic.Shoppers shoppers, int callers, TimeSpan length)
    {
        var gate = new Lock();
        var time = TimeProvider.System;
        var (accepted, refused, started) = (0L, 0L, time.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Caller)));
        return (accepted, refused);

        async Task Caller()
        {
            using var connection = await LeanConnection.Open(host);
            while (time.GetElapsedTime(started) < length)
            {
                Traffic.Outgoing message;
                lock (gate)
                    message = shoppers.Next(time.GetElapsedTime(started));
                if (await connection.Post(message))
                    Interlocked.Increment(ref accepted);
                else
                    Interlocked.Increment(ref refused);
            }
        }
    }
}
