using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Configuration;

/// <summary>Where it cannot run, the program says why in a sentence, and nothing else on the stream of errors.</summary>
public sealed class WrongPlaceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    [Fact]
    public async Task Start_DataFolderThatIsAFile_NamesIt()
    {
        await File.WriteAllTextAsync(Data, "a file", Cancellation);

        (await Refused()).ShouldStartWith($"The data folder '{Data}' cannot be used: ");
    }

    [Fact]
    public async Task Start_DatabaseThatIsDamaged_NamesIt()
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "customer-service.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("no database ", 1000)), Cancellation);

        (await Refused()).ShouldBe($"The database cannot be used: the file is damaged; restore it from a backup. ({file})");
    }

    [Fact]
    public async Task Start_KeysThatAreCutOff_NamesTheFile()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "secrets.json"), "{ \"Operator:Key\"", Cancellation);

        (await Refused()).ShouldContain("secrets.json");
    }

    [Fact]
    public async Task Start_PortThatIsTaken_NamesIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        (await Refused("--port", port)).ShouldContain($":{port}: address already in use. Stop what listens there");
    }

    [Fact]
    public async Task Start_PortOfTheSiloThatIsTaken_NamesTheSetting()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        (await Refused($"--Silo:Port={((IPEndPoint)listener.LocalEndpoint).Port}")).ShouldContain("choose others (Silo:Port, Silo:GatewayPort)");
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_NamesTheSetting() =>
        (await Refused("--host", "192.0.2.1")).ShouldContain("Choose one of this machine (--host, --port;");

    // Kestrel would listen at every address of the machine instead.
    [Theory]
    [InlineData("a b")]
    [InlineData("127.0.0.256")]
    [InlineData("shop.example")]
    public async Task Start_HostThatIsNoAddress_IsRefused(string host) =>
        (await Refused(2, "--host", host)).ShouldBe("--host must be an IP address of this machine or localhost (0.0.0.0 for all).");

    [Fact]
    public async Task Start_FolderOfAProcessThatRuns_IsRefusedAndThatOneGoesOn()
    {
        await using var first = await ShopHost.Run();

        (await Refused("--data", first.Data)).ShouldBe(
            $"Another process runs on the data folder '{first.Data}': stop it, or choose another --data.");

        first.Process.HasExited.ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> Refused(params string[] arguments) => Refused(1, arguments);

    private async Task<string> Refused(int code, params string[] arguments)
    {
        string[] usual = [.. arguments.Contains("--port") ? [] : new[] { "--port", "0" }, .. arguments.Contains("--data") ? [] : new[] { "--data", Data }];
        await using var host = HostProcess.Start([.. usual, .. arguments]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        await host.Exited(patience.Token);
        host.ExitCode.ShouldBe(code, host.Output);
        return host.Errors.Trim();
    }
}
