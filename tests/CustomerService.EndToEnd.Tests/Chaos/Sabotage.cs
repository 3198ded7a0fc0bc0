using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>
/// Takes a guarantee away on purpose (<c>CS_SABOTAGE</c>), so that the test can be seen to fail without it: <c>etag</c>
/// lets every write of a state through whatever version it names, <c>finish</c> counts entries as done when they come.
/// </summary>
internal static class Sabotage
{
    public static string? Asked { get; } = Environment.GetEnvironmentVariable("CS_SABOTAGE") is { Length: > 0 } what ? what : null;

    public static async Task Do(ClusterHost cluster, CancellationToken cancellation)
    {
        if (Asked is null)
            return;
        await using var source = NpgsqlDataSource.Create(cluster.Connection);
        await using var command = source.CreateCommand(Asked switch
        {
            "etag" => """
                UPDATE orleansquery SET querytext = replace(querytext, 'AND version = @GrainStateVersion', '')
                WHERE querykey = 'WriteToStorageKey'
                """,
            "finish" => """
                CREATE FUNCTION done() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN NEW.finished_at := NEW.received_at; RETURN NEW; END';
                CREATE TRIGGER done BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION done()
                """,
            _ => throw new InvalidOperationException("CS_SABOTAGE must be etag or finish."),
        });
        await command.ExecuteNonQueryAsync(cancellation);
        // Silos read the statements when they start.
        foreach (var silo in cluster.Processes.Where(p => p.Role == "silo"))
        {
            await silo.Send("KILL");
            await cluster.Ready(silo.Name, silo.Pid, cancellation);
        }
    }
}
