using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One silo for conversations, one for the language model.</summary>
[Collection<ModelApart>]
public sealed class RoleTests(ModelApartCluster running)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClusterHost _cluster = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_ModelOnAnotherSilo_IsUnderstoodAndWithoutItGoesByRulesUntilItIsBack()
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

        var after = await Turns();
        after.ByRules.ShouldBeGreaterThan(0);

        // Where it was away for long its cluster has declared it dead, and it must start anew.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        var (before, number) = (after, 0);
        while (after.All == before.All || after.ByRules > before.ByRules)
        {
            before = after;
            await new Shopper(http, $"later-{++number}").Ask("这款手机有现货吗?", limit.Token);
            after = await Turns();
        }
    }

    private Task<TurnCounts> Turns() => TurnCounts.Of(_cluster.Processes.Single(p => p.Name == "silo-1").Url, Cancellation);
}
