using CustomerService.Contracts.Conversations;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Reads entries of the inbox and of the dead letters.</summary>
internal static class InboxRow
{
    public const string Columns = "conversation, number, message_id, kind, body, received_at";

    public static InboxEntry Read(NpgsqlDataReader reader) => InboxBody.Complete(
        new InboxEntry(
            reader.GetString(0), reader.GetInt64(1), reader.GetString(2), (InboxKind)reader.GetInt16(3), "", Time(reader.GetInt64(5))),
        reader.GetString(4));

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
