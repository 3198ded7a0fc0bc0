using CustomerService.EndToEnd.Tests.Kills;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>Holds the tables themselves against the ledgers, past every process of the product.</summary>
internal static class DatabaseAudit
{
    public static async Task<IReadOnlyList<string>> Faults(
        string connection, IReadOnlyDictionary<string, Ledger> conversations, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var faults = new List<string>();
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        var sent = conversations.ToDictionary(c => c.Key, c => c.Value.Sent.Select(m => m.Id).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        await foreach (var (conversation, number, id, kind, finished) in Inbox(source, cancellation))
        {
            if (!sent.TryGetValue(conversation, out var own))
                faults.Add($"the inbox holds {id} of a conversation that nobody has");
            else if (kind == 0 && !own.Contains(id))
                faults.Add($"the inbox holds message {id} in a conversation of another shopper");
            if (number != last.GetValueOrDefault(conversation) + 1)
                faults.Add($"{conversation}: number {number} follows {last.GetValueOrDefault(conversation)} in the inbox");
            if (!finished)
                faults.Add($"{conversation}: number {number} is not finished");
            last[conversation] = number;
        }
        faults.AddRange((await Texts(source, "SELECT conversation FROM dead_letter", cancellation)).Select(c => $"{c}: a dead letter"));
        faults.AddRange((await Texts(source, "SELECT DISTINCT conversation FROM transcript", cancellation))
            .Where(c => !conversations.ContainsKey(c)).Select(c => $"the transcript holds {c}, which nobody has"));
        var states = await Texts(source, "SELECT key FROM grain_state WHERE key LIKE '%.%.%'", cancellation);
        faults.AddRange(states.Where(k => !conversations.ContainsKey(k)).Select(k => $"a state is of {k}, which nobody has"));
        faults.AddRange(conversations.Keys.Where(c => states.Count(k => k == c) != 1).Select(c => $"{c} has {states.Count(k => k == c)} states"));
        return faults;
    }

    private static async IAsyncEnumerable<(string Conversation, long Number, string Id, short Kind, bool Finished)> Inbox(
        NpgsqlDataSource source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "SELECT conversation, number, message_id, kind, finished_at IS NOT NULL FROM inbox ORDER BY conversation, number");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            yield return (rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetInt16(3), rows.GetBoolean(4));
    }

    private static async Task<List<string>> Texts(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var texts = new List<string>();
        while (await rows.ReadAsync(cancellation))
            texts.Add(rows.GetString(0));
        return texts;
    }
}
