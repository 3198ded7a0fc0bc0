using CustomerService.EndToEnd.Tests.Support;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>The model's files are exchanged under a cluster that runs.</summary>
public sealed class ModelExchangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ASiloAfterTheExchange_IsTakenInWithTheNewModel()
    {
        using var folder = new TemporaryFolder();
        var model = OtherModel.CopyTo(folder);
        await using var cluster = new ClusterHost(2, 1, ClusterHost.PatientTurns, "--Language:Watch=true", $"--Language:ModelFolder={model}");
        await cluster.Start(Cancellation);

        var hash = await OtherModel.PutInto(model, Cancellation);
        await Recorded(cluster.Connection, hash);
        var silo = cluster.Processes.Single(p => p.Name == "silo-1");
        await silo.Send("KILL");
        await cluster.Ready("silo-1", silo.Pid, Cancellation);

        using var http = cluster.Client();
        (await new Shopper(http, "after").Ask("X1黑色256G还有货吗", Cancellation)).ShouldContain("有货");
    }

    private static async Task Recorded(string connection, string hash)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        await using var source = NpgsqlDataSource.Create(connection);
        await using var look = source.CreateCommand("SELECT sha256 FROM cluster_model");
        while (!hash.Equals((string?)await look.ExecuteScalarAsync(patience.Token), StringComparison.OrdinalIgnoreCase))
            await Task.Delay(BetweenLooks, TimeProvider.System, patience.Token);
    }
}
