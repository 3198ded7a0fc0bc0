using CustomerService.EndToEnd.Tests.Support;
using CustomerService.Storage.Postgres;
using Npgsql;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>What pg_dump takes from a cluster that runs is a cluster again, with its keys, on another server.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_DumpOfARunningCluster_ConversationsGoOn()
    {
        Assert.SkipWhen(ThrowawayPostgres.Programs is null, "PostgreSQL is not installed");
        using var folder = new TemporaryFolder();
        var (dump, keys) = (Path.Combine(folder.Path, "dump.sql"), Path.Combine(folder.Path, "secrets.json"));
        string conversation;
        await using (var before = new ClusterHost(silos: 1, gateways: 1, ClusterHost.PatientTurns))
        {
            await before.Start(Cancellation);
            using var http = before.Client();
            var shopper = new Shopper(http, "backup");
            (await shopper.Ask("这款手机有现货吗?", Cancellation)).ShouldContain("颜色和存储版本");
            conversation = shopper.Conversation!;
            await Tool("pg_dump", before.Connection, "--no-owner", "--file=" + dump);
            File.Copy(Path.Combine(before.Data, "secrets.json"), keys);
        }

        // Not in the test's own folder: the server's user must be able to get there.
        await using var server = await ThrowawayPostgres.Start(
            Path.Combine(Path.GetTempPath(), "backup-" + Path.GetFileName(folder.Path)), cancellationToken: Cancellation);
        await Tool("psql", server.ConnectionString, "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file=" + dump);
        await using var after = new ClusterHost(silos: 1, gateways: 1, ClusterHost.PatientTurns) { Database = server.ConnectionString, Keys = keys };
        await after.Start(Cancellation);
        using var again = after.Client();
        var same = new Shopper(again, "backup");

        (await same.Ask("黑色,256G。", Cancellation)).ShouldContain("黑色256G版本北京仓有货");
        same.Conversation.ShouldBe(conversation);
        (await same.Page(0, 0, Cancellation)).Events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
    }

    private static Task Tool(string program, string connection, params string[] arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var url = $"postgresql://{to.Username}:{to.Password}@{to.Host}:{to.Port}/{to.Database}";
        return ClusterProcess.Run(Path.Combine(ThrowawayPostgres.Programs!, program), ["--dbname=" + url, .. arguments]);
    }
}
