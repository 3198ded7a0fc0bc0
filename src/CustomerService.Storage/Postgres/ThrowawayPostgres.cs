using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of one's own on 127.0.0.1, for tests and for a cluster on one machine. As root it runs as the
/// user <c>postgres</c>, since the server refuses root. It ends with the process that started it.
/// </summary>
public sealed class ThrowawayPostgres : IAsyncDisposable
{
    private const string Database = "customer_service";

    // A small server: buffers for a few thousand conversations, and connections for half a dozen processes.
    private const string Settings =
        "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=64MB -c max_connections=200 -c fsync=on -c random_page_cost=1.1";

    private readonly string _bin;
    private readonly string _folder;
    private readonly int _port;
    private readonly string _password;
    private Process? _guard;

    private ThrowawayPostgres(string bin, string folder, int port, string password)
    {
        (_bin, _folder, _port, _password) = (bin, folder, port, password);
    }

    /// <summary>How to reach it: the database <c>customer_service</c>, as its owner.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = _port, Database = Database, Username = "customer_service", Password = _password,
    }.ConnectionString;

    /// <summary>The folder of the server's programs; null where PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "pg_ctl")));

    /// <summary>Starts a server on a folder, which is made one of PostgreSQL where it is none yet.</summary>
    /// <param name="folder">Its data; another start on the same folder finds what this one leaves.</param>
    /// <param name="port">Where it listens; 0 for a free one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or does not start; the sentence says why.</exception>
    public static async Task<ThrowawayPostgres> Start(string folder, int port = 0, CancellationToken cancellationToken = default)
    {
        if (Programs is not { } bin)
            throw new InvalidOperationException("PostgreSQL is not installed: install the package postgresql-15 (or put pg_ctl on the PATH).");
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var passwordFile = Path.Combine(folder, "password");
        if (!File.Exists(passwordFile))
            await File.WriteAllTextAsync(passwordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), cancellationToken).ConfigureAwait(false);
        var server = new ThrowawayPostgres(
            bin, folder, port == 0 ? FreePort() : port, await File.ReadAllTextAsync(passwordFile, cancellationToken).ConfigureAwait(false));
        if (!File.Exists(Path.Combine(server.Data, "PG_VERSION")))
            await server.Create(passwordFile, cancellationToken).ConfigureAwait(false);
        await server.Start(cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Starts it again after <see cref="Stop"/> or <see cref="Kill"/>, at the same address.</summary>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        string[] start =
        [
            "start", "-w", "-D", Data, "-l", Path.Combine(_folder, "server.log"),
            "-o", string.Create(CultureInfo.InvariantCulture, $"-p {_port} {Settings}"),
        ];
        await Run("pg_ctl", start, cancellationToken).ConfigureAwait(false);
        _guard = Guard();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false });
        await using var exists = source.CreateCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'");
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
            return;
        await using var create = source.CreateCommand($"CREATE DATABASE {Database}");
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it in order; what it holds stays.</summary>
    public Task Stop(CancellationToken cancellationToken = default) => End("fast", cancellationToken);

    /// <summary>Ends it as a crash would: connections break, and the next start replays its log.</summary>
    public Task Kill(CancellationToken cancellationToken = default) => End("immediate", cancellationToken);

    /// <summary>Ends it and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await Kill(CancellationToken.None).ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task Create(string passwordFile, CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
            await Execute("chown", ["-R", "postgres:", _folder], cancellationToken).ConfigureAwait(false);
        string[] create =
        [
            "-D", Data, "-U", "customer_service", "-E", "UTF8", "--no-locale", "--auth=scram-sha-256", "--pwfile=" + passwordFile,
        ];
        await Run("initdb", create, cancellationToken).ConfigureAwait(false);
    }

    private async Task End(string mode, CancellationToken cancellationToken)
    {
        if (_guard is null)
            return;
        await Run("pg_ctl", ["stop", "-w", "-D", Data, "-m", mode], cancellationToken).ConfigureAwait(false);
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        _guard.Dispose();
        _guard = null;
    }

    // A shell that waits for the end of its input, which comes with the end of this process, however it ends.
    private Process Guard()
    {
        const string script = "trap '' INT TERM HUP; cat > /dev/null; exec \"$@\" > /dev/null 2>&1";
        return Process.Start(new ProcessStartInfo(
            "sh", ["-c", script, "sh", .. Line("pg_ctl", ["stop", "-D", Data, "-m", "immediate"])])
        {
            RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = _folder,
        })!;
    }

    private Task Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var line = Line(program, arguments);
        return Execute(line[0], line[1..], cancellationToken);
    }

    private string[] Line(string program, IReadOnlyList<string> arguments) => Environment.IsPrivilegedProcess
        ? ["runuser", "-u", "postgres", "--", Path.Combine(_bin, program), .. arguments]
        : [Path.Combine(_bin, program), .. arguments];

    private async Task Execute(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = _folder,
        };
        using var process = Process.Start(start)!;
        // The server started by pg_ctl writes into its log file and holds none of these ends.
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} failed: {(await errors.ConfigureAwait(false)).Trim()} {(await output.ConfigureAwait(false)).Trim()} (see '{Path.Combine(_folder, "server.log")}')");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Debian keeps the programs of each version apart and puts none of them on the PATH; the newest comes first.
    private static IEnumerable<string> Candidates()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
    }
}
