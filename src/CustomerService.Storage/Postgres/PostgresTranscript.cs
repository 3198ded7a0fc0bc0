using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Postgres;

/// <summary>The transcript of the cluster form.</summary>
public sealed class PostgresTranscript(PostgresDatabase database) : ITranscript
{
    private const string Insert = """
        INSERT INTO transcript (conversation, sequence, body) SELECT $1, sequence, body
        FROM unnest($2, $3) AS e (sequence, body) ORDER BY sequence ON CONFLICT DO NOTHING
        """;

    private const string After =
        "SELECT body FROM transcript WHERE conversation = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

    /// <inheritdoc/>
    public async ValueTask Append(
        string conversation, IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        if (events.Count == 0)
            return;
        await database.Execute(
            Insert, cancellationToken, conversation, events.Select(e => e.Sequence).ToArray(),
            events.Select(e => JsonSerializer.Serialize(e, StoredJson.Relaxed.ConversationEvent)).ToArray()).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConversationEvent>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        await database.Rows(
            After,
            r => JsonSerializer.Deserialize(r.GetString(0), StoredJson.Relaxed.ConversationEvent)
                ?? throw new JsonException("An event of the transcript is null."),
            cancellationToken, conversation, after, Math.Max(0, limit)).ConfigureAwait(false);
}
