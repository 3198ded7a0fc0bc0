using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Postgres;

/// <summary>The dead letters of the cluster form.</summary>
public sealed class PostgresDeadLetters(PostgresDatabase database) : IDeadLetters
{
    private const string Newest = """
        SELECT conversation, number, reason, d.attempts, received_at, died_at
        FROM dead_letter AS d JOIN inbox USING (conversation, number) ORDER BY died_at DESC, conversation, number LIMIT $1
        """;

    private const string One =
        $"SELECT {InboxRow.Columns} FROM inbox JOIN dead_letter USING (conversation, number) WHERE conversation = $1 AND number = $2";

    private const string Revive = """
        WITH letter AS (DELETE FROM dead_letter WHERE conversation = $1 AND number = $2 RETURNING conversation, number)
        UPDATE inbox AS i SET finished_at = NULL, attempts = 0, due_at = 0, last_failure = NULL
        FROM letter WHERE i.conversation = letter.conversation AND i.number = letter.number
        """;

    private const string Remove = "DELETE FROM dead_letter WHERE conversation = $1 AND number = $2";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken cancellationToken = default) =>
        await database.Rows(
            Newest,
            r => new DeadLetter(
                r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetInt16(3), InboxRow.Time(r.GetInt64(4)), InboxRow.Time(r.GetInt64(5))),
            cancellationToken, Math.Max(0, limit)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<InboxEntry?> Show(string conversation, long number, CancellationToken cancellationToken = default) =>
        (await database.Rows(One, InboxRow.Read, cancellationToken, conversation, number).ConfigureAwait(false)) is [var entry] ? entry : null;

    /// <inheritdoc/>
    public async ValueTask<bool> Retry(string conversation, long number, CancellationToken cancellationToken = default) =>
        await database.Execute(Revive, cancellationToken, conversation, number).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask<bool> Drop(string conversation, long number, CancellationToken cancellationToken = default) =>
        await database.Execute(Remove, cancellationToken, conversation, number).ConfigureAwait(false) == 1;
}
