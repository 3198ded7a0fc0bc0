namespace CustomerService.Storage.Sqlite;

/// <summary>
/// The inbox. Times are UTC ticks, so that an entry read again is the entry that was accepted. Every index is one more
/// page to write per message, so the first unfinished entry of a conversation, seldom asked for, is found without one.
/// </summary>
internal sealed class InboxSchema : ISqliteSchema
{
    public string Name => "inbox";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE inbox (
            conversation TEXT NOT NULL,
            number INTEGER NOT NULL,
            message_id TEXT NOT NULL,
            kind INTEGER NOT NULL,
            body TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            finished INTEGER,
            PRIMARY KEY (conversation, number),
            UNIQUE (conversation, message_id)
        ) WITHOUT ROWID;
        CREATE INDEX inbox_unfinished ON inbox (received_at) WHERE finished IS NULL;
        """,
        // A dead letter's entry stays in the inbox, finished; here is nothing of what was said.
        """
        ALTER TABLE inbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE inbox ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE inbox ADD COLUMN last_failure TEXT;
        CREATE TABLE dead_letter (
            conversation TEXT NOT NULL,
            number INTEGER NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            died_at INTEGER NOT NULL,
            PRIMARY KEY (conversation, number)
        ) WITHOUT ROWID;
        """,
    ];
}
