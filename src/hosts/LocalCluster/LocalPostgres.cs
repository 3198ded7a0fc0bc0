using System.Globalization;
using System.Security.Cryptography;
using CustomerService.Storage.Postgres;

namespace CustomerService.LocalCluster;

/// <summary>A throwaway PostgreSQL on a port of this machine alone; its folder goes with it.</summary>
internal sealed class LocalPostgres : IDisposable
{
    private const string User = "customer_service";

    private readonly string _bin;
    private readonly string _folder;
    private readonly int _port = FreePorts.Next();

    private readonly string _password = RandomNumberGenerator.GetHexString(32, lowercase: true);

    private LocalPostgres(string bin, string folder) => (_bin, _folder) = (bin, folder);

    public string Connection => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database=postgres;Username={User};Password={_password}");

    /// <summary>The server as a process; SIGINT ends it without waiting for its clients.</summary>
    public Command Command => new(
        "postgres", "postgres", string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}:{_password}@127.0.0.1:{_port}/postgres"),
        [
            // Its own session: Ctrl-C is for the cluster first.
            "setsid", .. AsOwner(), Path.Combine(_bin, "postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200",
        ],
        new Dictionary<string, string>(), Signals.Interrupt);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes the folder of a new server.</summary>
    public static async Task<LocalPostgres> Create(CancellationToken cancellationToken)
    {
        if (ThrowawayPostgres.Programs is not { } bin)
            throw new ClusterStartException("PostgreSQL is not installed: install the package postgresql, or name a server by --postgres \"Host=…\".");
        // Not below the data folder: the server's user must be able to get there.
        var server = new LocalPostgres(bin, Directory.CreateTempSubdirectory("customer-service-postgres-").FullName);
        try
        {
            await server.SetUp(cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }

    private async Task SetUp(CancellationToken cancellationToken)
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, _password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
            await Call(cancellationToken, "chown", "-R", "postgres:", _folder);
        await Call(cancellationToken, [
            .. AsOwner(), Path.Combine(_bin, "initdb"), "-D", Data, "-U", User, "-E", "UTF8", "--no-locale",
            "--auth=scram-sha-256", "--pwfile=" + password,
        ]);
    }

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsOwner() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static async Task Call(CancellationToken cancellationToken, params IReadOnlyList<string> line)
    {
        var printed = new List<string>();
        if (await new Command("", "", "", line, new Dictionary<string, string>(), Signals.Terminate).RunOnce(printed.Add, cancellationToken) != 0)
            throw new ClusterStartException($"PostgreSQL could not be set up:\n{string.Join('\n', printed)}");
    }
}
