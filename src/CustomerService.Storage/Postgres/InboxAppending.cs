using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>
/// Gives numbers to a batch of messages, in one round trip and one transaction. The row of each conversation is the
/// lock; later statements of the transaction see what its holders before have written.
/// </summary>
internal sealed class InboxAppending(PostgresDatabase database)
{
    private const string Meet =
        "INSERT INTO inbox_conversation SELECT c, 0 FROM unnest($1) AS c ON CONFLICT DO NOTHING";

    private const string Lock = """
        SELECT FROM inbox_conversation WHERE conversation = ANY($1) ORDER BY conversation FOR UPDATE
        """;

    private const string Append = """
        WITH asked AS (
            SELECT DISTINCT ON (conversation, message_id) *
            FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY
                AS a (conversation, message_id, kind, body, received_at, partition, place)
            WHERE NOT EXISTS (
                    SELECT FROM inbox AS i WHERE i.conversation = a.conversation AND i.message_id = a.message_id)
            ORDER BY conversation, message_id, place),
        added AS (
            INSERT INTO inbox (conversation, number, message_id, kind, body, received_at, partition)
            SELECT conversation, c.last + row_number() OVER (PARTITION BY conversation ORDER BY place),
                message_id, kind, body, received_at, partition
            FROM asked JOIN inbox_conversation AS c USING (conversation)
            RETURNING conversation, number, message_id),
        counted AS (
            UPDATE inbox_conversation AS c SET last = a.last
            FROM (SELECT conversation, max(number) AS last FROM added GROUP BY conversation) AS a
            WHERE c.conversation = a.conversation)
        SELECT conversation, message_id, number FROM added
        """;

    private const string First =
        $"SELECT {InboxRow.Columns} FROM inbox JOIN unnest($1, $2) AS a (conversation, message_id) USING (conversation, message_id)";

    /// <summary>The answers in the order of the messages; of two with one id in the batch the first is given the number.</summary>
    public async Task<IReadOnlyList<Accepted>> Run(IReadOnlyList<Asked> messages, CancellationToken cancellationToken)
    {
        var given = await Added(messages, cancellationToken).ConfigureAwait(false);
        var answers = new Accepted?[messages.Count];
        List<int> repeated = [];
        for (var i = 0; i < messages.Count; i++)
        {
            if (given.Remove(messages[i].Key, out var number))
                answers[i] = new Accepted(messages[i].Entry(number), Duplicate: false);
            else
                repeated.Add(i);
        }
        if (repeated.Count > 0)
        {
            var firsts = await Firsts([.. repeated.Select(i => messages[i].Key).Distinct()], cancellationToken).ConfigureAwait(false);
            foreach (var i in repeated)
                answers[i] = new Accepted(firsts[messages[i].Key], Duplicate: true);
        }
        return [.. answers.Select(a => a!.Value)];
    }

    /// <summary>
    /// Appends nothing on so many connections at once, where the pool has them. A connection prepares what it runs for the
    /// second time.
    /// </summary>
    public Task Warm(int connections, CancellationToken cancellationToken) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ =>
        database.Run(
            async (connection, token) =>
            {
                await Added(connection, [], token).ConfigureAwait(false);
                return await Added(connection, [], token).ConfigureAwait(false);
            },
            cancellationToken)));

    private Task<Dictionary<(string, string), long>> Added(IReadOnlyList<Asked> messages, CancellationToken cancellationToken) =>
        database.Run((connection, token) => Added(connection, messages, token), cancellationToken);

    private static async Task<Dictionary<(string, string), long>> Added(
        NpgsqlConnection connection, IReadOnlyList<Asked> messages, CancellationToken cancellationToken)
    {
        string[] conversations = [.. messages.Select(m => m.Conversation)];
        // As one value: an array of texts would pass for a list of values.
        object locked = conversations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                PostgresCommands.Step(Meet, locked),
                PostgresCommands.Step(Lock, locked),
                PostgresCommands.Step(
                    Append,
                    conversations,
                    messages.Select(m => m.Message.MessageId).ToArray(),
                    messages.Select(m => (short)m.Message.Kind).ToArray(),
                    messages.Select(m => m.Body).ToArray(),
                    messages.Select(m => m.Message.ReceivedAt.UtcTicks).ToArray(),
                    messages.Select(m => (short)InboxPartition.Of(m.Conversation)).ToArray()),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        // The locks' rows are empty.
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var rows = await reader
            .All(r => (Key: (r.GetString(0), r.GetString(1)), Number: r.GetInt64(2)), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(r => r.Key, r => r.Number);
    }

    private async Task<Dictionary<(string, string), InboxEntry>> Firsts(
        IReadOnlyList<(string Conversation, string MessageId)> keys, CancellationToken cancellationToken)
    {
        var entries = await database.Rows(
            First, InboxRow.Read, cancellationToken,
            keys.Select(k => k.Conversation).ToArray(), keys.Select(k => k.MessageId).ToArray()).ConfigureAwait(false);
        return entries.ToDictionary(e => (e.Conversation, e.MessageId));
    }

    /// <summary>A message with what is made of it before it waits.</summary>
    public sealed record Asked(InboxMessage Message, string Conversation, string Body)
    {
        public (string, string) Key => (Conversation, Message.MessageId);

        public InboxEntry Entry(long number) => InboxBody.Entry(Conversation, number, Message);
    }
}
