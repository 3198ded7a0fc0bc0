using CustomerService.EndToEnd.Tests.Support;
using CustomerService.Storage.Postgres;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>A process that is told to stop before it has started ends in order, and one that cannot start says why.</summary>
public sealed class EarlyStopTests : IAsyncLifetime
{
    private const string Gateway = "CustomerService.Gateway.Host";
    private const string Silo = "CustomerService.Silo.Host";
    private const string BeforeStart = "Stopped before it had started.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ThrowawayPostgres _postgres = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayPostgres.Programs is null, "PostgreSQL is not installed");
        // Not in a folder of the tests: the server's user must be able to get there.
        _postgres = await ThrowawayPostgres.Start(
            Path.Combine(Path.GetTempPath(), "early-stop-" + Guid.NewGuid().ToString("N")), cancellationToken: Cancellation);
        await using var migrate = HostProcess.StartProgram(
            Places.Program(Silo), "db", "migrate", $"--Postgres:ConnectionString={_postgres.ConnectionString}");
        await Ended(migrate);
        migrate.ExitCode.ShouldBe(0, migrate.Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Stop_GatewayThatHasFoundNoSilo_EndsInOrderAndSaysSo()
    {
        await using var gateway = Start(Gateway);

        await StopAt(gateway, "No silo answers yet");

        gateway.Output.ShouldContain(BeforeStart);
    }

    // Whether it has started by then or not.
    [Fact]
    public async Task Stop_SiloThatHasLoadedItsModel_EndsInOrder()
    {
        await using var silo = Start(Silo, $"--Silo:Port={Ports.Free()}", $"--Silo:GatewayPort={Ports.Free()}");

        await StopAt(silo, "Language model ");
    }

    [Fact]
    public async Task Stop_StandaloneThatHasLoadedItsModel_EndsInOrder()
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--data", Path.Combine(folder.Path, "data"));

        await StopAt(host, "Language model ");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("silo-1")]
    public async Task Stop_ClusterWhoseProcessHasJustStarted_EndsWithAllOfThem(string name)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await using var cluster = HostProcess.StartProgram(
            Places.Program("CustomerService.LocalCluster"), "--silos", "1", "--postgres", "--port", $"{Ports.Free()}", "--data", data);
        var running = await Running(data, name);
        var words = (await File.ReadAllTextAsync($"/proc/{running.Single(p => p.Role == "postgres").Pid}/cmdline", Cancellation)).Split('\0');
        var database = words[words.IndexOf("-D") + 1];

        await ClusterProcess.Send(cluster.Id, "TERM");
        await Ended(cluster);

        cluster.ExitCode.ShouldBe(0, cluster.Output);
        cluster.Errors.ShouldBeEmpty();
        cluster.Output.ShouldContain(BeforeStart);
        running.ShouldAllBe(p => !Directory.Exists($"/proc/{p.Pid}"));
        Directory.Exists(Path.GetDirectoryName(database)).ShouldBeFalse("its throwaway database goes with it");
    }

    [Fact]
    public async Task Start_WrongSetting_SaysItAndNothingElseAndEndsWithOne()
    {
        await using var gateway = Start(Gateway, "--Gateway:MaxTexts=0");

        await Ended(gateway);

        gateway.ExitCode.ShouldBe(1);
        gateway.Errors.Trim().ShouldBe("Gateway:MaxTexts is 0: set it from 1 to 256.");
    }

    /// <summary>The processes of a cluster once one of this name is among them.</summary>
    private static async Task<IReadOnlyList<ClusterProcess>> Running(string data, string name)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (ClusterProcess.In(data) is var running && running.Any(p => p.Name == name))
                return running;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private HostProcess Start(string program, params string[] settings) => HostProcess.StartProgram(
        Places.Program(program),
        [
            $"--Postgres:ConnectionString={_postgres.ConnectionString}", "--Privacy:PseudonymKey=a-key-of-the-tests-long-enough",
            "--urls=http://127.0.0.1:0", .. settings,
        ]);

    private static async Task StopAt(HostProcess host, string line)
    {
        await host.Prints(line).WaitAsync(Patience, Cancellation);
        await ClusterProcess.Send(host.Id, "TERM");
        await Ended(host);

        host.ExitCode.ShouldBe(0, host.Output);
        host.Errors.ShouldBeEmpty();
    }

    private static async Task Ended(HostProcess host)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        await host.Exited(patience.Token);
    }
}
