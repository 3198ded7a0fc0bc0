using System.Globalization;
using System.Security.Cryptography;
using CustomerService.Grains.Placement;
using CustomerService.Hosting;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CustomerService.LocalCluster;

/// <summary>Starts the processes in order, keeps them running and stops them in the order of the way of a message.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    // A start may fail because the machine is slow; one that fails again and again has something to be mended.
    private const int MostStarts = 3;

    private const int PasswordLength = 16;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly ClusterPlan _plan;
    private readonly TimeProvider _time;
    private readonly ClusterFile _file;
    // Replaced and never changed: processes that end while others start write the file of all.
    private Supervised[] _processes = [];
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private LocalPostgres? _postgres;

    public Cluster(ClusterPlan plan, TimeProvider time)
    {
        (_plan, _time) = (plan, time);
        DataFolder.Use(plan.Data, () => Directory.CreateDirectory(Logs));
        _file = new(plan.Data);
    }

    private string Logs => Path.Combine(_plan.Data, "logs");

    /// <summary>Runs until it is stopped, be it before all of it has started.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        try
        {
            await Start(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it comes of being stopped halfway.
            Console.WriteLine("Stopped before it had started.");
            return;
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        var ports = Enumerable.Range(_plan.Port, _plan.Gateways);
        if (ports.FirstOrDefault(p => !FreePorts.IsFree(p)) is > 0 and var taken)
            throw new ClusterStartException($"Port {taken} is taken: stop what listens there, or choose another --port.");
        var connection = _plan.Connection ?? await StartPostgres(cancellationToken);
        Configure(connection);
        await Migrate(cancellationToken);
        var password = await ChoosePassword(connection, cancellationToken);
        // The first one alone fills a new database with the shop; the others understand by those with the model.
        foreach (var silo in Silos())
        {
            Start(silo);
            if (_processes.Count(p => p.Command.Role == silo.Role) == 1)
                await UntilReady(cancellationToken);
        }
        for (var i = 1; i <= _plan.Gateways; i++)
            Start(Gateway(i, _plan.Port + i - 1));
        await UntilReady(cancellationToken);
        Announcement.Print(_plan, [.. _processes.Select(p => p.Command)], _environment, password);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in new[] { "gateway", "silo", "postgres" })
            await Task.WhenAll(_processes.Where(p => p.Command.Role == role).Select(p => p.DisposeAsync().AsTask()));
        _postgres?.Dispose();
        _file.Delete();
    }

    private async Task<string> StartPostgres(CancellationToken cancellationToken)
    {
        _postgres = await LocalPostgres.Create(cancellationToken);
        Start(_postgres.Command);
        return _postgres.Connection;
    }

    private void Configure(string connection)
    {
        var keys = new ConfigurationManager();
        keys.AddLocalSecrets(_plan.Data);
        foreach (var (key, value) in keys.AsEnumerable().Where(p => p.Value is not null))
            _environment[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        _environment["Postgres__ConnectionString"] = connection;
        _environment["Language__Tenants__0"] = "default";
        // Processes share the cores of this machine: one that computed a batch a core would starve the others.
        _environment["Language__BatchesAtOnce"] = "1";
    }

    // Also the wait for a server that has only just been started.
    private async Task Migrate(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var printed = new List<string>();
            var migrate = new Command("", "", "", [Programs.Dotnet, Programs.Silo, "db", "migrate", .. _plan.Settings], _environment, Signals.Terminate);
            if (await migrate.RunOnce(printed.Add, cancellationToken) == 0)
                return;
            if (_postgres is null || _time.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
                throw new ClusterStartException(string.Join('\n', printed));
        }
    }

    // The gateways make the first account of the console, where there is none, with the password that they are given.
    private async Task<string?> ChoosePassword(string connection, CancellationToken cancellationToken)
    {
        if (_plan.Settings.Any(s => s.StartsWith("--Console:FirstPassword=", StringComparison.OrdinalIgnoreCase)))
            return null;
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM console_account)", database);
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
            return null;
        return _environment["Console__FirstPassword"] = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", PasswordLength);
    }

    private IEnumerable<Command> Silos() =>
    [
        .. Enumerable.Range(1, _plan.Inference).Select(i => Silo(_plan.Silos + i, $"inference-{i}", SiloRoles.Inference)),
        .. Enumerable.Range(1, _plan.Silos).Select(i => Silo(i, $"silo-{i}", _plan.Inference > 0 ? SiloRoles.Conversation : SiloRoles.Both)),
    ];

    private Command Silo(int number, string name, string role) => Host("silo", name, Programs.Silo, FreePorts.Next(),
    [
        $"--Silo:Role={role}",
        $"--Silo:Address={Address(number)}", Setting("Silo:Port", FreePorts.Next()), Setting("Silo:GatewayPort", FreePorts.Next()),
    ]);

    // On Linux all of 127.0.0.0/8 is this machine: a silo of its own address can be cut off alone, as a machine can.
    private static string Address(int number) => OperatingSystem.IsLinux()
        ? string.Create(CultureInfo.InvariantCulture, $"127.0.0.{number + 1}") : "127.0.0.1";

    private Command Gateway(int number, int port) => Host("gateway", $"gateway-{number}", Programs.Gateway, port, []);

    private Command Host(string role, string name, string program, int port, IReadOnlyList<string> settings)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        return new(
            role, name, url, [Programs.Dotnet, program, $"--urls={url}", .. settings, .. _plan.Settings], _environment, Signals.Terminate);
    }

    private static string Setting(string key, int value) => string.Create(CultureInfo.InvariantCulture, $"--{key}={value}");

    private void Start(Command command)
    {
        var process = new Supervised(command, Logs, _time, () => _file.Write(_processes));
        _processes = [.. _processes, process];
        process.Start();
    }

    private async Task UntilReady(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        var began = _time.GetTimestamp();
        foreach (var process in _processes.Where(p => p.Command.Role != "postgres"))
        {
            while (!await IsReady(http, process.Command.Url, cancellationToken))
            {
                if (process.Ends >= MostStarts)
                    throw new ClusterStartException($"{process.Command.Name} did not start:\n{process.LastLines}");
                if (_time.GetElapsedTime(began) > StartPatience)
                    throw new ClusterStartException($"{process.Command.Name} was not ready in {StartPatience.TotalMinutes} minutes:\n{process.LastLines}");
                await Task.Delay(BetweenLooks, _time, cancellationToken);
            }
        }
    }

    private static async Task<bool> IsReady(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url + "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
