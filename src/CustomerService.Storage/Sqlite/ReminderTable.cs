using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>The rows of reminders.</summary>
internal static class ReminderTable
{
    public const string Upsert = """
        INSERT INTO reminder (grain, name, hash, start_at, period, etag)
        VALUES ($grain, $name, $hash, $start_at, $period, $etag)
        ON CONFLICT (grain, name) DO UPDATE SET
            start_at = excluded.start_at, period = excluded.period, etag = excluded.etag
        """;

    public const string Remove = "DELETE FROM reminder WHERE grain = $grain AND name = $name AND etag = $etag";

    public const string Clear = "DELETE FROM reminder";

    public const string OfGrain = Row + "WHERE grain = $grain";

    public const string One = Row + "WHERE grain = $grain AND name = $name";

    public const string Between = Row + "WHERE hash > $begin AND hash <= $end";

    public const string Around = Row + "WHERE hash > $begin OR hash <= $end";

    private const string Row = "SELECT grain, name, start_at, period, etag FROM reminder ";

    public static List<ReminderEntry> Read(SqliteCommand command)
    {
        var entries = new List<ReminderEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            entries.Add(new ReminderEntry
            {
                GrainId = GrainId.Parse(reader.GetString(0), CultureInfo.InvariantCulture),
                ReminderName = reader.GetString(1),
                StartAt = new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
                Period = new TimeSpan(reader.GetInt64(3)),
                ETag = reader.GetString(4),
            });
        }

        return entries;
    }
}

/// <summary>Reminders; the hash is the grain's place on the ring, times are UTC ticks.</summary>
internal sealed class ReminderSchema : ISqliteSchema
{
    public string Name => "reminder";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE reminder (
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            hash INTEGER NOT NULL,
            start_at INTEGER NOT NULL,
            period INTEGER NOT NULL,
            etag TEXT NOT NULL,
            PRIMARY KEY (grain, name)
        ) WITHOUT ROWID;
        CREATE INDEX reminder_hash ON reminder (hash);
        """,
    ];
}
