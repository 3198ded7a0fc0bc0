using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Runs the statements of the inbox on a connection.</summary>
internal static class InboxRows
{
    /// <summary>Inserts the message under the next number, or finds the entry that has its id.</summary>
    public static Accepted Append(SqliteConnection connection, string conversation, InboxMessage message, string body)
    {
        var number = connection.Prepared(InboxStatements.Append)
            .With("$conversation", conversation)
            .With("$message_id", message.MessageId)
            .With("$kind", (int)message.Kind)
            .With("$body", body)
            .With("$received_at", message.ReceivedAt.UtcTicks)
            .ExecuteScalar();
        if (number is long given)
            return new Accepted(InboxBody.Entry(conversation, given, message), Duplicate: false);

        var first = Read(connection.Prepared(InboxStatements.ByMessageId)
            .With("$conversation", conversation).With("$message_id", message.MessageId));
        return new Accepted(first[0], Duplicate: true);
    }

    /// <summary>The first unfinished entry of each conversation that waits since before a time, tenants in turn, oldest first.</summary>
    public static List<InboxEntry> Stalled(SqliteConnection connection, DateTimeOffset before, int limit)
    {
        var stalled = new List<InboxEntry>();
        using var waiting = connection.Prepared(InboxStatements.Waiting)
            .With("$before", before.UtcTicks).ExecuteReader();
        while (stalled.Count < limit && waiting.Read())
        {
            // None when it was finished since the outer statement began.
            stalled.AddRange(Read(connection.Prepared(InboxStatements.FirstUnfinished)
                .With("$conversation", waiting.GetString(0))));
        }

        return stalled;
    }

    /// <summary>The entries that a statement gives.</summary>
    public static List<InboxEntry> Read(SqliteCommand command)
    {
        var entries = new List<InboxEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var bare = new InboxEntry(
                reader.GetString(0), reader.GetInt64(1), reader.GetString(2), (InboxKind)reader.GetInt32(3), "",
                Time(reader.GetInt64(5)));
            entries.Add(InboxBody.Complete(bare, reader.GetString(4)));
        }

        return entries;
    }

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
