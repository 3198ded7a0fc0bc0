using System.Globalization;
using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>Does it to the cluster, and leaves it as it was when it is over.</summary>
internal sealed class Faults(ClusterHost cluster, Random random, CancellationToken cancellation)
{
    // Status of a member that the others have ended.
    private const int Dead = 6;

    // The detector needs some 10 s, and more on a machine that is busy with other things: what counts is that it spoke.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly List<double> _noticed = [];
    private long _struck;

    /// <summary>From the standstill until the cluster had ended the silo, seconds.</summary>
    public IReadOnlyList<double> NoticedSeconds => _noticed;

    /// <summary>Zombies that found out that the cluster had gone on without them, and ended.</summary>
    public int EndedZombies { get; private set; }

    /// <summary>Why a kind cannot be done here; null where it can.</summary>
    public static string? Impossible(FaultKind kind) =>
        kind == FaultKind.CutOff && !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip"))
            ? "CutOff: needs Linux, root and iproute2" : null;

    /// <summary>Does it and waits until it is over; the timestamp of the moment when it struck.</summary>
    public async Task<long> Do(FaultKind kind)
    {
        _struck = TimeProvider.System.GetTimestamp();
        switch (kind)
        {
            case FaultKind.KillSilo:
                await Strike(await Any("silo"), "KILL");
                break;
            case FaultKind.KillGateway:
                await Strike(await Any("gateway"), "KILL");
                break;
            case FaultKind.KillPostgres:
                await Strike(await Any("postgres"), "KILL");
                break;
            case FaultKind.Zombie:
                await Freeze(await Member());
                break;
            case FaultKind.NoConnections:
                await Exhaust();
                break;
            case FaultKind.CutOff:
                await CutOff(await Member());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
        return _struck;
    }

    private Task Strike(ClusterProcess process, string signal)
    {
        _struck = TimeProvider.System.GetTimestamp();
        return process.Send(signal);
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

    /// <summary>A silo that is one of the cluster, and not one that only starts.</summary>
    private async Task<ClusterProcess> Member() => await cluster.Ready((await Any("silo")).Name, before: 0, cancellation);

    private async Task Freeze(ClusterProcess silo)
    {
        var generation = await Generation(silo);
        await Strike(silo, "STOP");
        try
        {
            await Ended(silo, generation);
            await Pause(random.Next(500, 3_000));
        }
        finally
        {
            await silo.Send("CONT");
        }
        // It needs a moment to wake, to be refused or told, and to go.
        for (var i = 0; i < 300 && Lives(silo); i++)
            await Pause(100);
        if (!Lives(silo))
            EndedZombies++;
    }

    /// <summary>Waits until the other silos have ended it.</summary>
    private async Task Ended(ClusterProcess silo, int generation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Longest)
        {
            if (await Ask("SELECT status FROM cluster_member WHERE address = $1 AND generation = $2", Address(silo), generation) == Dead)
            {
                _noticed.Add(TimeProvider.System.GetElapsedTime(since).TotalSeconds);
                return;
            }
            await Pause(200);
        }
    }

    /// <summary>A silo has another with every start.</summary>
    private Task<int> Generation(ClusterProcess silo) => Ask("SELECT max(generation) FROM cluster_member WHERE address = $1", Address(silo));

    private async Task<int> Ask(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync(cancellation);
#pragma warning disable CA2100 // Constants of this class.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    // The third silo is silo-3 and has 127.0.0.4.
    private static string Address(ClusterProcess silo) => string.Create(
        CultureInfo.InvariantCulture, $"127.0.0.{int.Parse(silo.Name.AsSpan("silo-".Length), CultureInfo.InvariantCulture) + 1}");

    private bool Lives(ClusterProcess process) => cluster.Processes.Any(p => p.Name == process.Name && p.Pid == process.Pid);

    private async Task CutOff(ClusterProcess silo)
    {
        _struck = TimeProvider.System.GetTimestamp();
        string[] route = ["blackhole", Address(silo) + "/32", "table", "local"];
        await ClusterProcess.Run("/usr/sbin/ip", ["route", "add", .. route]);
        try
        {
            await Pause(random.Next(12_000, 18_000));
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
                var more = Enumerable.Range(0, 20).Select(_ => new NpgsqlConnection(source)).ToArray();
                taken.AddRange(more);
                await Task.WhenAll(more.Select(c => c.OpenAsync(cancellation)));
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
