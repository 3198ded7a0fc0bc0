using System.Text.Json;
using CustomerService.Core.Desk;

namespace CustomerService.Storage.Sqlite;

/// <summary>The desks' records of the standalone form.</summary>
public sealed class SqliteDeskRecords(SqliteDatabase database) : IDeskRecords
{
    private const string Insert = """
        INSERT INTO desk_record (tenant, id, kind, at, agent, skill, seconds, is_first, rating, body)
        VALUES ($tenant, $id, $kind, $at, $agent, $skill, $seconds, $first, $rating, $body)
        ON CONFLICT DO NOTHING
        """;

    private static readonly Dictionary<FigureGroup, string> Statements = new()
    {
        [FigureGroup.Desk] = Select("''", ""),
        [FigureGroup.Agent] = Select("agent", "AND agent IS NOT NULL"),
        [FigureGroup.Skill] = Select("skill", ""),
    };

    /// <inheritdoc/>
    public async ValueTask Keep(string tenant, IReadOnlyList<DeskRecord> records, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) =>
            {
                var insert = connection.Prepared(Insert).With("$tenant", tenant);
                foreach (var record in records)
                {
                    insert.With("$id", record.Id).With("$kind", record.Kind).With("$at", record.At.UtcTicks)
                        .With("$agent", record.Agent).With("$skill", record.Skill)
                        .With("$seconds", (record.AnsweredAt - record.AskedAt)?.TotalSeconds)
                        .With("$first", record.IsFirst ? 1 : 0).With("$rating", record.Rating)
                        .With("$body", JsonSerializer.Serialize(record, StoredJson.Relaxed.DeskRecord))
                        .ExecuteNonQuery();
                }
                return records.Count;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeskFigures>> Figures(
        string tenant, FigureGroup group, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<DeskFigures>>(
            connection =>
            {
                var figures = new List<DeskFigures>();
                using var reader = connection.Prepared(Statements[group])
                    .With("$tenant", tenant).With("$from", from.UtcTicks).With("$until", until.UtcTicks).ExecuteReader();
                while (reader.Read())
                {
                    figures.Add(new(
                        reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetDouble(3),
                        reader.GetInt64(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetDouble(6)));
                }
                return figures;
            },
            cancellationToken);

    // A round that nobody answered has no seconds, so it is not in time.
    private static string Select(string key, string only) => $"""
        SELECT {key},
            sum(kind = 'round'), coalesce(sum(kind = 'round' AND seconds <= 180), 0),
            avg(CASE WHEN kind = 'round' AND is_first THEN seconds END),
            sum(kind = 'end'), sum(kind = 'rating'), avg(rating)
        FROM desk_record WHERE tenant = $tenant AND at >= $from AND at < $until {only} GROUP BY 1 ORDER BY 1
        """;
}

/// <summary>What the figures of desks are made of.</summary>
internal sealed class DeskRecordSchema : ISqliteSchema
{
    public string Name => "desk";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE desk_record (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            agent TEXT,
            skill TEXT NOT NULL,
            seconds REAL,
            is_first INTEGER NOT NULL,
            rating INTEGER,
            body TEXT NOT NULL,
            PRIMARY KEY (tenant, id)
        ) WITHOUT ROWID;
        CREATE INDEX desk_record_at ON desk_record (tenant, at);
        """,
    ];
}
