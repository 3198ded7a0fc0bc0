using System.Text.Json;
using CustomerService.Core.Desk;

namespace CustomerService.Storage.Postgres;

/// <summary>The desks' records of the cluster form.</summary>
public sealed class PostgresDeskRecords(PostgresDatabase database) : IDeskRecords
{
    private const string Insert = """
        INSERT INTO desk_record (tenant, id, kind, at, agent, skill, seconds, is_first, rating, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING
        """;

    private static readonly Dictionary<FigureGroup, string> Statements = new()
    {
        [FigureGroup.Desk] = Select("''", ""),
        [FigureGroup.Agent] = Select("agent", "AND agent IS NOT NULL"),
        [FigureGroup.Skill] = Select("skill", ""),
    };

    /// <inheritdoc/>
    public async ValueTask Keep(string tenant, IReadOnlyList<DeskRecord> records, CancellationToken cancellationToken = default)
    {
        foreach (var record in records)
        {
            await database.Execute(
                Insert, cancellationToken,
                tenant, record.Id, record.Kind, record.At.UtcTicks, (object?)record.Agent ?? DBNull.Value, record.Skill,
                (object?)(record.AnsweredAt - record.AskedAt)?.TotalSeconds ?? DBNull.Value, record.IsFirst,
                (object?)record.Rating ?? DBNull.Value, JsonSerializer.Serialize(record, StoredJson.Relaxed.DeskRecord)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeskFigures>> Figures(
        string tenant, FigureGroup group, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        await database.Rows(
            Statements[group],
            r => new DeskFigures(
                r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetDouble(3),
                r.GetInt64(4), r.GetInt64(5), r.IsDBNull(6) ? null : r.GetDouble(6)),
            cancellationToken, tenant, from.UtcTicks, until.UtcTicks).ConfigureAwait(false);

    // A round that nobody answered has no seconds, so it is not in time.
    private static string Select(string key, string only) => $"""
        SELECT {key} AS key,
            count(*) FILTER (WHERE kind = 'round'), count(*) FILTER (WHERE kind = 'round' AND seconds <= 180),
            avg(seconds) FILTER (WHERE kind = 'round' AND is_first),
            count(*) FILTER (WHERE kind = 'end'), count(*) FILTER (WHERE kind = 'rating'), avg(rating)::double precision
        FROM desk_record WHERE tenant = $1 AND at >= $2 AND at < $3 {only} GROUP BY 1 ORDER BY 1
        """;
}
