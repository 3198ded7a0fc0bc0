using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CustomerService.Core.Privacy;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A real host with the sample shop, on a free port and a fresh data folder; started and killed at will.</summary>
public sealed class ShopHost : IAsyncLifetime, IChatTarget
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _settings;
    private HostProcess? _process;

    /// <summary>For a class of tests that look at answers and not at their pace: its turns are patient.</summary>
    public ShopHost()
        : this(ClusterHost.PatientTurns)
    {
    }

    /// <param name="settings">As <c>--Section:Key=value</c>.</param>
    internal ShopHost(params string[] settings)
    {
        _settings = settings;
        Address = new($"http://127.0.0.1:{Ports.Free()}");
        Http = Client();
    }

    /// <inheritdoc/>
    public Uri Address { get; }

    internal HttpClient Http { get; }

    internal string Data => Path.Combine(_folder.Path, "data");

    internal string Database => Path.Combine(Data, "customer-service.db");

    internal string OperatorKey => Secret("Operator:Key");

    internal HostProcess Process => _process ?? throw new InvalidOperationException("The host was not started.");

    /// <summary>Starts it and waits until it takes messages.</summary>
    public async ValueTask InitializeAsync()
    {
        Start();
        await Ready(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <inheritdoc/>
    public HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(40),
    };

    /// <summary>A host that runs, with these settings.</summary>
    internal static async Task<ShopHost> Run(params string[] settings)
    {
        var host = new ShopHost(settings);
        try
        {
            await host.InitializeAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process and does not wait for it.</summary>
    internal void Start() => _process = HostProcess.Start(
    [
        "--port", Address.Port.ToString(CultureInfo.InvariantCulture), "--data", Data, $"--Shop:Folder={MorningShop.In(_folder)}", .. _settings,
    ]);

    /// <summary>Waits until it takes messages.</summary>
    internal async Task Ready(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        while (!await IsReady(patience.Token))
        {
            if (Process.HasExited)
                throw new InvalidOperationException($"The host ended by itself:\n{Process.Output}");
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"The host was not ready in {StartPatience.TotalSeconds:0} s:\n{Process.Output}");
            await Task.Delay(BetweenTries, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Ends it with SIGKILL.</summary>
    internal async Task Kill()
    {
        await Process.DisposeAsync();
        _process = null;
    }

    /// <inheritdoc/>
    public HttpRequestMessage AsOperator(string path) => new(HttpMethod.Get, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey) },
    };

    /// <summary>The proof of a member, as the shop's own server would give it.</summary>
    internal string Prove(string member) => MemberProof.Sign(Encoding.UTF8.GetBytes(Secret("Privacy:IdentitySecret")), member);

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync("health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private string Secret(string key)
    {
        using var secrets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "secrets.json")));
        return secrets.RootElement.GetProperty(key).GetString()!;
    }
}
