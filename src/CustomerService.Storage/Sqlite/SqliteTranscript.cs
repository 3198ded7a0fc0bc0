using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Sqlite;

/// <summary>The transcript of the standalone form.</summary>
public sealed class SqliteTranscript(SqliteDatabase database) : ITranscript
{
    private const string Insert = """
        INSERT INTO transcript (conversation, sequence, body) VALUES ($conversation, $sequence, $body)
        ON CONFLICT DO NOTHING
        """;

    private const string After = """
        SELECT body FROM transcript
        WHERE conversation = $conversation AND sequence > $after ORDER BY sequence LIMIT $limit
        """;

    /// <inheritdoc/>
    public async ValueTask Append(
        string conversation, IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        if (events.Count == 0)
            return;
        var rows = events
            .Select(e => (e.Sequence, Body: JsonSerializer.Serialize(e, StoredJson.Relaxed.ConversationEvent)))
            .ToList();
        await database.Write(
            (connection, _) =>
            {
                var insert = connection.Prepared(Insert).With("$conversation", conversation);
                var count = 0;
                foreach (var (sequence, body) in rows)
                    count += insert.With("$sequence", sequence).With("$body", body).ExecuteNonQuery();
                return count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConversationEvent>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<ConversationEvent>>(
            connection =>
            {
                var events = new List<ConversationEvent>();
                using var reader = connection.Prepared(After)
                    .With("$conversation", conversation)
                    .With("$after", after)
                    .With("$limit", Math.Max(0, limit))
                    .ExecuteReader();
                while (reader.Read())
                {
                    events.Add(JsonSerializer.Deserialize(reader.GetString(0), StoredJson.Relaxed.ConversationEvent)
                        ?? throw new JsonException("A transcript row is null."));
                }

                return events;
            },
            cancellationToken);
}

/// <summary>Events that left the conversations' state.</summary>
internal sealed class TranscriptSchema : ISqliteSchema
{
    public string Name => "transcript";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE transcript (
            conversation TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (conversation, sequence)
        ) WITHOUT ROWID;
        """,
    ];
}
