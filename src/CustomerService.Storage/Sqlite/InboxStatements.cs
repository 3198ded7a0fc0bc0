namespace CustomerService.Storage.Sqlite;

/// <summary>The SQL of <see cref="SqliteInbox"/>.</summary>
internal static class InboxStatements
{
    // One writer, so "the last number and one" is given once. Nothing comes back for a repeated message id.
    public const string Append = """
        INSERT INTO inbox (conversation, number, message_id, kind, body, received_at)
        VALUES (
            $conversation,
            1 + coalesce((SELECT max(number) FROM inbox WHERE conversation = $conversation), 0),
            $message_id, $kind, $body, $received_at)
        ON CONFLICT (conversation, message_id) DO NOTHING
        RETURNING number
        """;

    public const string Exists = "SELECT EXISTS (SELECT 1 FROM inbox WHERE conversation = $conversation)";

    public const string Finish = """
        UPDATE inbox SET finished = $now
        WHERE conversation = $conversation AND number = $number AND finished IS NULL
        """;

    public const string ByMessageId = Entry + "WHERE conversation = $conversation AND message_id = $message_id";

    public const string After =
        Entry + "WHERE conversation = $conversation AND number > $after" + Alive + " ORDER BY number LIMIT $limit";

    public const string FirstUnfinished =
        Entry + "WHERE conversation = $conversation AND finished IS NULL ORDER BY number LIMIT 1";

    // The oldest of each tenant before the second oldest of any. The key would spare the sorting by conversation, and cost
    // a walk over everything that was ever finished.
    public const string Waiting = """
        SELECT conversation FROM (
            SELECT conversation, min(received_at) AS since FROM inbox INDEXED BY inbox_unfinished
            WHERE finished IS NULL AND received_at < $before GROUP BY conversation)
        ORDER BY row_number() OVER (
            PARTITION BY substr(conversation, 1, instr(conversation, '.') - 1) ORDER BY since, conversation), since, conversation
        """;

    public const string Backlog = """
        SELECT
            (SELECT count(*) FROM inbox WHERE finished IS NULL),
            (SELECT min(received_at) FROM inbox WHERE finished IS NULL)
        """;

    public const string Behind = """
        WITH waiting AS (
            SELECT substr(conversation, 1, instr(conversation, '.') - 1) AS tenant, received_at,
                row_number() OVER (PARTITION BY substr(conversation, 1, instr(conversation, '.') - 1) ORDER BY received_at) AS place
            FROM inbox INDEXED BY inbox_unfinished WHERE finished IS NULL)
        SELECT tenant, min(received_at), count(*),
            count(*) FILTER (WHERE received_at < $earlier), count(*) FILTER (WHERE received_at < $later) FROM waiting
        WHERE place > max($outliers / (SELECT max(count(DISTINCT tenant), 1) FROM waiting), $least) GROUP BY tenant
        """;

    // The newest entry of a conversation stays for ever: it carries the number that the next one counts from.
    public const string Cleanable = """
        SELECT conversation, number FROM inbox AS entry
        WHERE (conversation, number) > ($conversation, $number) AND finished < $before
            AND number < (SELECT max(number) FROM inbox AS newest WHERE newest.conversation = entry.conversation)
            AND NOT EXISTS (SELECT 1 FROM dead_letter AS d WHERE d.conversation = entry.conversation AND d.number = entry.number)
        ORDER BY conversation, number LIMIT $limit
        """;

    public const string Clean = """
        DELETE FROM inbox WHERE conversation = $conversation AND number = $number
            AND number < (SELECT max(number) FROM inbox AS newest WHERE newest.conversation = $conversation)
        """;

    private const string Alive = """
         AND NOT EXISTS (
            SELECT 1 FROM dead_letter AS d WHERE d.conversation = inbox.conversation AND d.number = inbox.number)
        """;

    private const string Entry = "SELECT conversation, number, message_id, kind, body, received_at FROM inbox ";
}
