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
    ];
}
