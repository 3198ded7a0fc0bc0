using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>A silo or gateway that does not fit stops with a sentence that names the key and the fix.</summary>
[Collection<OneCluster>]
public sealed class WrongClusterTests(RunningCluster running)
{
    private const string Silo = "CustomerService.Silo.Host";
    private const string Gateway = "CustomerService.Gateway.Host";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Silo, "--Silo:Role=gpu", "Silo:Role is 'gpu': set it to conversation, inference or both.")]
    [InlineData(Silo, "--Silo:Address=db.example", "Silo:Address is 'db.example': set it to the IP address")]
    [InlineData(Silo, "--Cluster:ProbeTimeout=00:00:00.100", "Cluster:ProbeTimeout is 00:00:00.1000000: set it from")]
    [InlineData(Silo, "--Cluster:CallTimeout=00:00:00.600", "set it to more than Conversation:TurnBudget, which is 00:00:01.")]
    [InlineData(Silo, "--Postgres:ConnectionString=nonsense", "Postgres:ConnectionString is not a connection string")]
    [InlineData(Silo, "--Postgres:ConnectionString=Host=127.0.0.1;Port=1;Database=x;Username=x", "The database does not answer")]
    [InlineData(Gateway, "--Privacy:PseudonymKey=short", "Privacy:PseudonymKey is missing or too short")]
    [InlineData(Gateway, "--Postgres:ConnectionString=Host=127.0.0.1;Port=1;Database=x;Username=x", "The database does not answer")]
    public async Task Start_WrongSetting_StopsWithASentenceThatNamesIt(string program, string setting, string sentence) =>
        await Refuses(program, sentence, setting);

    [Fact]
    public async Task Start_DatabaseWithoutTables_StopsAndNamesTheCommand() => await Refuses(
        Silo, "run `db migrate` with the same Postgres:ConnectionString",
        $"--Postgres:ConnectionString={running.Host.Connection};Search Path=nothing_here");

    [Fact]
    public async Task Start_TablesOfANewerProgram_StopsAndSaysWhatToStart()
    {
        const int newer = 999;
        await using var source = NpgsqlDataSource.Create(running.Host.Connection);
        await using var migrate = source.CreateCommand($"INSERT INTO schema_migration (number, name, checksum) VALUES ({newer}, '999_later', '')");
        await migrate.ExecuteNonQueryAsync(Cancellation);
        try
        {
            await Refuses(Silo, $"The database holds version {newer} of the tables ('999_later')", "--Silo:Role=both");
            await Refuses(Gateway, "start the program that migrated it or a later one", "--Gateway:MaxTexts=256");
        }
        finally
        {
            await using var back = source.CreateCommand($"DELETE FROM schema_migration WHERE number = {newer}");
            await back.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Start_OtherClusterId_StopsAndNamesTheClusterOfTheDatabase() =>
        await Refuses(Silo, "the database belongs to the cluster 'customer-service': set Cluster:ClusterId to", "--Cluster:ClusterId=another");

    [Fact]
    public async Task Start_OtherModelThanTheCluster_StopsAndNamesBoth()
    {
        using var folder = new TemporaryFolder();
        var model = OtherModel.CopyTo(folder);
        var hash = await OtherModel.PutInto(model, Cancellation);

        await Refuses(Silo, $"({hash[..12]}), but the running cluster has", $"--Language:ModelFolder={model}");
    }

    private async Task Refuses(string program, string sentence, string setting)
    {
        await using var host = HostProcess.StartProgram(
            Places.Program(program),
            $"--Postgres:ConnectionString={running.Host.Connection}", "--Privacy:PseudonymKey=a-key-of-the-tests-long-enough", "--urls=http://127.0.0.1:0",
            $"--Silo:Port={Ports.Free()}", $"--Silo:GatewayPort={Ports.Free()}", setting);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        await host.Exited(patience.Token);

        host.ExitCode.ShouldBe(1);
        // The last that is printed, after whatever was logged.
        host.Output.Trim().Split('\n')[^1].ShouldContain(sentence);
    }
}
