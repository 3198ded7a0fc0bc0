using System.Globalization;
using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>Does it to the cluster, and leaves it as it was when it is over.</summary>
internal sealed class Faults(ClusterHost cluster, Random random, CancellationToken cancellation)
{
    // The detector: three probes of 2 s missed and the vote of another silo, 10 s at the most.
    private const int LeastStandstill = 12_000;
    private const int MostStandstill = 18_000;

    /// <summary>Zombies that found out that the cluster had gone on without them, and ended.</summary>
    public int EndedZombies { get; private set; }

    /// <summary>Why a kind cannot be done here; null where it can.</summary>
    public static string? Impossible(FaultKind kind) =>
        kind == FaultKind.CutOff && !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip"))
            ? "CutOff: needs Linux, root and iproute2" : null;

    public async Task Do(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.KillSilo:
                await (await Any("silo")).Send("KILL");
                break;
            case FaultKind.KillGateway:
                await (await Any("gateway")).Send("KILL");
                break;
            case FaultKind.KillPostgres:
                await (await Any("postgres")).Send("KILL");
                break;
            case FaultKind.Zombie:
                await Freeze(await Any("silo"));
                break;
            case FaultKind.NoConnections:
                await Exhaust();
                break;
            case FaultKind.CutOff:
                await CutOff(await Any("silo"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private async Task<ClusterProcess> Any(string role)
    {
        while (true)
        {
            var running = cluster.Processes.Where(p => p.Role == role).OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
            if (running.Length > 0)
                return running[random.Next(running.Length)];
            await Pause(100);
        }
    }

    private async Task Freeze(ClusterProcess silo)
    {
        await silo.Send("STOP");
        try
        {
            await Pause(random.Next(LeastStandstill, MostStandstill));
        }
        finally
        {
            await silo.Send("CONT");
        }
        // It needs a moment to wake, to be refused or told, and to go.
        for (var i = 0; i < 100 && Lives(silo); i++)
            await Pause(100);
        if (!Lives(silo))
            EndedZombies++;
    }

    private bool Lives(ClusterProcess process) => cluster.Processes.Any(p => p.Name == process.Name && p.Pid == process.Pid);

    private async Task CutOff(ClusterProcess silo)
    {
        // The third silo is silo-3 and has 127.0.0.4.
        var number = int.Parse(silo.Name.AsSpan("silo-".Length), CultureInfo.InvariantCulture);
        string[] route = ["blackhole", string.Create(CultureInfo.InvariantCulture, $"127.0.0.{number + 1}/32"), "table", "local"];
        await ClusterProcess.Run("/usr/sbin/ip", ["route", "add", .. route]);
        try
        {
            await Pause(random.Next(LeastStandstill, MostStandstill));
        }
        finally
        {
            await ClusterProcess.Run("/usr/sbin/ip", ["route", "del", .. route]);
        }
    }

    private async Task Exhaust()
    {
        var taken = new List<NpgsqlConnection>();
        try
        {
            var source = new NpgsqlConnectionStringBuilder(cluster.Connection) { Pooling = false, Timeout = 5 }.ConnectionString;
            while (true)
            {
                var connection = new NpgsqlConnection(source);
                taken.Add(connection);
                await connection.OpenAsync(cancellation);
            }
        }
        catch (NpgsqlException)
        {
            // None is left.
            await Pause(5_000);
        }
        finally
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }
    }

    private Task Pause(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellation);
}
