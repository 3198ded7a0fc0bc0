using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One silo for conversations, one for the language model.</summary>
[Collection<ModelApart>]
public sealed class RoleTests(ModelApartCluster running)
{
    private readonly ClusterHost _cluster = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_ModelOnAnotherSilo_IsUnderstoodAndWithoutItGoesByRules()
    {
        using var http = _cluster.Client();
        var shopper = new Shopper(http, "role");
        (await shopper.Ask("这款手机有现货吗?", Cancellation)).ShouldContain("颜色和存储版本");
        var model = _cluster.Processes.Single(p => p.Name == "inference-1");

        await model.Send("STOP");
        try
        {
            (await shopper.Ask("转人工", Cancellation)).ShouldContain("人工");
        }
        finally
        {
            await model.Send("CONT");
        }

        var silo = _cluster.Processes.Single(p => p.Name == "silo-1");
        using var metrics = new HttpClient();
        (await metrics.GetStringAsync(new Uri(silo.Url, "metrics"), Cancellation))
            .ShouldMatch("""customer_service_turns_total\{[^}]*degraded="understanding"[^}]*\} [1-9]""");
    }
}
