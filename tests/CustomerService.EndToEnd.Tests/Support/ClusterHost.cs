using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A real cluster of processes with a PostgreSQL of its own, on free ports and a fresh data folder.</summary>
public sealed class ClusterHost(int silos, int gateways, params string[] settings) : IAsyncDisposable, IChatTarget
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = Ports.Free();
    private HostProcess? _supervisor;
    private int _turn;

    /// <summary>The setting by which a turn has nearly as long as a call may take.</summary>
    internal const string PatientTurns = "--Conversation:TurnBudget=00:00:04";

    /// <summary>Settings by which logs of several processes can be laid side by side.</summary>
    internal static string[] PreciseLogs { get; } =
        ["--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff ", "--Logging:Console:FormatterOptions:UseUtcTimestamp=true"];

    /// <summary>Connection string of a database that is there; null for a throwaway one.</summary>
    internal string? Database { get; init; }

    /// <summary>The file of another cluster's keys; null for new ones.</summary>
    internal string? Keys { get; init; }

    /// <summary>The folder <c>artifacts/bin</c> of another version, whose programs are started; null for those of this build.</summary>
    internal string? Build { get; init; }

    /// <inheritdoc/>
    public Uri Address => Gateways[Interlocked.Increment(ref _turn) % gateways];

    internal string Data => Path.Combine(_folder.Path, "data");

    internal string Output => _supervisor?.Output ?? "";

    /// <summary>The process that starts the others again.</summary>
    internal int Supervisor => _supervisor!.Id;

    /// <summary>The processes that run now.</summary>
    internal IReadOnlyList<ClusterProcess> Processes => ClusterProcess.In(Data);

    /// <summary>How to reach its database past all processes.</summary>
    internal string Connection
    {
        get
        {
            var url = Processes.Single(p => p.Role == "postgres").Url;
            var login = url.UserInfo.Split(':');
            return new NpgsqlConnectionStringBuilder
            {
                Host = url.Host, Port = url.Port, Username = login[0], Password = login[1], Database = url.AbsolutePath.Trim('/'),
                // A pool would keep connections to a server that was killed.
                Pooling = false,
            }.ConnectionString;
        }
    }

    private IReadOnlyList<Uri> Gateways => [.. Enumerable.Range(_port, gateways).Select(p => new Uri($"http://127.0.0.1:{p}"))];

    /// <summary>Starts everything and waits until all of it is ready.</summary>
    internal async Task Start(CancellationToken cancellation)
    {
        if (Keys is { } keys)
            File.Copy(keys, Path.Combine(Directory.CreateDirectory(Data).FullName, "secrets.json"));
        string[] database = Database is { } connection ? ["--postgres", connection] : ["--postgres"];
        var program = Build is { } build ? Places.Program("CustomerService.LocalCluster", build) : Places.Program("CustomerService.LocalCluster");
        _supervisor = HostProcess.StartProgram(
            program,
            [
                "--silos", silos.ToString(CultureInfo.InvariantCulture), "--gateways", gateways.ToString(CultureInfo.InvariantCulture),
                .. database, "--port", _port.ToString(CultureInfo.InvariantCulture), "--data", Data,
                $"--Shop:Folder={MorningShop.In(_folder, Build is null ? null : Path.GetDirectoryName(Places.Program("CustomerService.Silo.Host", Build)))}", .. settings,
            ]);
        var running = _supervisor.Prints("The cluster is running.");
        var ended = _supervisor.Exited(cancellation);
        if (await Task.WhenAny(running, ended).WaitAsync(StartPatience, cancellation) != running)
            throw new InvalidOperationException($"The cluster did not start:\n{_supervisor.Output}");
    }

    /// <summary>The process of this name once it runs, other than <paramref name="before"/>, and is ready.</summary>
    internal async Task<ClusterProcess> Ready(string name, int before, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            if (Processes.FirstOrDefault(p => p.Name == name && p.Pid != before) is { } process && await IsReady(http, process, patience.Token))
                return process;
            await Task.Delay(BetweenTries, TimeProvider.System, patience.Token);
        }
    }

    /// <inheritdoc/>
    public HttpClient Client() => new(new GatewayRotation(Gateways, Interlocked.Increment(ref _turn)))
    {
        BaseAddress = Gateways[0],
        Timeout = TimeSpan.FromSeconds(40),
    };

    /// <inheritdoc/>
    public HttpRequestMessage AsOperator(string path)
    {
        using var secrets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "secrets.json")));
        return new(HttpMethod.Get, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secrets.RootElement.GetProperty("Operator:Key").GetString()) },
        };
    }

    /// <summary>What a process has printed, over all its starts.</summary>
    internal string Log(string process)
    {
        using var file = new StreamReader(new FileStream(
            Path.Combine(Data, "logs", process + ".log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }

    /// <summary>Keeps what the processes printed, under TestResults.</summary>
    internal void KeepLogs(string name)
    {
        var to = Directory.CreateDirectory(Places.Report(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "logs")))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Stops it in order. Not by SIGINT: who is started in the background of a script never hears that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
        {
            await ClusterProcess.Send(_supervisor.Id, "TERM");
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await _supervisor.Exited(patience.Token);
            }
            catch (OperationCanceledException e)
            {
                foreach (var process in Processes)
                    await process.Send("KILL");
                throw new TimeoutException($"The cluster did not stop:\n{_supervisor.Output}", e);
            }
            finally
            {
                await _supervisor.DisposeAsync();
            }
        }
        _folder.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient http, ClusterProcess process, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(process.Url, "health/ready"), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
