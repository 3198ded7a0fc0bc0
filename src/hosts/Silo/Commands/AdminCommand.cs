using System.CommandLine;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>admin</c>: looks at what the cluster keeps, past all grains.</summary>
internal static class AdminCommand
{
    // What was said is not shown: an operator who must read it asks the API with a key of his own.
    private const string Entries = """
        SELECT 'number ' || number || ' kind ' || kind || ' attempts ' || attempts
            || CASE WHEN finished_at IS NULL THEN ' unfinished' ELSE ' finished' END
        FROM inbox WHERE conversation = $1 ORDER BY number
        """;

    private const string State = """
        SELECT 'version ' || version || ' handled ' || (s->>'handled') || ' sequence ' || (s->>'sequence')
            || ' outbox ' || coalesce(jsonb_array_length(s->'outbox'), 0) || ' changed ' || changed_at
        FROM (SELECT version, changed_at, convert_from(payload, 'UTF8')::jsonb AS s FROM grain_state
            WHERE key = $1 AND state_name LIKE '%conversation%') AS g
        """;

    // Each finds nothing in a sound database. An entry that is finished was handled, or is a dead letter; numbers have
    // no gap after the oldest that is kept; nothing waits for long without becoming a dead letter.
    private static readonly string[] Checks =
    [
        """
        SELECT 'lost: ' || conversation || ' number ' || number || ' is finished and was never handled'
        FROM inbox AS i WHERE finished_at IS NOT NULL
            AND NOT EXISTS (SELECT FROM dead_letter AS d WHERE d.conversation = i.conversation AND d.number = i.number)
            AND number > coalesce((SELECT max((convert_from(payload, 'UTF8')::jsonb->>'handled')::bigint) FROM grain_state AS g
                WHERE g.key = i.conversation AND g.state_name LIKE '%conversation%'), 0)
        """,
        """
        SELECT 'gap: ' || conversation || ' has no number ' || number - 1
        FROM (SELECT conversation, number, lag(number) OVER (PARTITION BY conversation ORDER BY number) AS before FROM inbox) AS n
        WHERE number <> before + 1
        """,
        """
        SELECT 'stuck: ' || conversation || ' number ' || number || ' is unfinished after ' || attempts || ' attempts'
        FROM inbox WHERE finished_at IS NULL AND attempts > 5
        """,
    ];

    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The conversation's id." };
        var conversation = new Command("conversation", "Shows where a conversation stands: its state's version and outbox, its inbox.") { id }.Does(async (services, parsed, cancellation) =>
        {
            var database = services.GetRequiredService<PostgresDatabase>();
            foreach (var sql in new[] { State, Entries })
                await Print(database, sql, cancellation, parsed.GetValue(id)!);
            return 0;
        });
        var ledger = new Command("ledger", "Checks that nothing accepted is lost; prints what is wrong.").Does(async (services, _, cancellation) =>
        {
            var wrong = 0;
            foreach (var check in Checks)
                wrong += await Print(services.GetRequiredService<PostgresDatabase>(), check, cancellation);
            Console.WriteLine(wrong == 0 ? "Everything accepted is handled or on its way." : $"{wrong} faults.");
            return wrong == 0 ? 0 : 1;
        });
        return new Command("admin", "Looks at what the cluster keeps, and takes silos out of it.") { conversation, DeadLettersCommand.Create(), WebhooksCommand.Create(), DrainCommand.Create(), ledger };
    }

    private static async Task<int> Print(PostgresDatabase database, string sql, CancellationToken cancellation, params object[] values)
    {
        var rows = await database.Rows(sql, r => r.IsDBNull(0) ? "" : r.GetString(0), cancellation, values);
        foreach (var row in rows)
            Console.WriteLine(row);
        return rows.Count;
    }
}
