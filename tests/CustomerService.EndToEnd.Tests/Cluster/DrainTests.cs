using System.Net;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary><c>admin drain</c> takes a silo out of a cluster in which shoppers talk.</summary>
[Collection<OneCluster>]
public sealed class DrainTests(RunningCluster running)
{
    private const int Shoppers = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClusterHost _cluster = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_OneOfTwoSilos_HandsOverAndStaysOutUntilItIsStopped()
    {
        using var http = _cluster.Client();
        await Each(http, "这款手机有现货吗?", "颜色和存储版本");
        var silo = _cluster.Processes.Single(p => p.Name == "silo-2");

        var (code, said) = await Admin("drain", "both@10.0.0.1:1");
        code.ShouldBe(1);
        said.ShouldContain("No silo is named 'both@10.0.0.1:1'. The silos are: both@127.0.0.2:");
        // silo-2 has the second address.
        var name = said.Split(": ")[^1].Trim().TrimEnd('.').Split(", ").Single(n => n.Contains("127.0.0.3", StringComparison.Ordinal));

        (code, said) = await Admin("drain", name);
        code.ShouldBe(0, said);
        said.ShouldContain($"{name} drains: it is unready");
        said.ShouldContain($"{name} has left; 1 silos go on.");
        await Each(http, "黑色,256G。", "黑色256G版本北京仓有货");
        (await Health(silo, "ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Health(silo, "live")).ShouldBe(HttpStatusCode.OK);
        _cluster.Processes.ShouldContain(p => p.Name == silo.Name && p.Pid == silo.Pid);

        (code, said) = await Admin("drain", name);
        code.ShouldBe(0, said);
        said.ShouldContain("has left");
        (code, said) = await Admin("drain", await Other());
        code.ShouldBe(1);
        said.ShouldContain("is the last silo for conversation: start another one first");

        // Stopped, it ends, and whoever looks after it starts it anew.
        await silo.Send("TERM");
        await _cluster.Ready(silo.Name, silo.Pid, Cancellation);
        (code, said) = await Admin("ledger");
        code.ShouldBe(0, said);
    }

    private static async Task Each(HttpClient http, string says, string answer) =>
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async i =>
            (await new Shopper(http, $"drain-{i}").Ask(says, Cancellation)).ShouldContain(answer)));

    /// <summary>The name of the silo that is left.</summary>
    private async Task<string> Other() =>
        (await Admin("drain", "nobody")).Said.Split(": ")[^1].Trim().TrimEnd('.').Split(", ").Single();

    private static async Task<HttpStatusCode> Health(ClusterProcess process, string what)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(new Uri(process.Url, "health/" + what), Cancellation);
        return answer.StatusCode;
    }

    private async Task<(int Code, string Said)> Admin(params string[] words)
    {
        await using var admin = HostProcess.StartProgram(
            Places.Program("CustomerService.Silo.Host"), ["admin", .. words, $"--Postgres:ConnectionString={_cluster.Connection}"]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        await admin.Exited(patience.Token);
        return (admin.ExitCode, admin.Output);
    }
}
