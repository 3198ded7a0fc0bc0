using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>Two silos and a gateway, each a process, on PostgreSQL.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";
    private const string Version = "黑色,256G。";
    private const string Answer = "黑色256G版本北京仓有货，预计今日下单明日送达";

    private readonly ClusterHost _cluster = new(silos: 2, gateways: 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _cluster.Start(Cancellation);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    // One test: the cluster takes longer to start than all of it takes to run.
    [Fact]
    public async Task Ask_WhileSilosAreKilled_IsAnsweredAndKeepsItsOrder()
    {
        using var http = _cluster.Client();
        var first = new Shopper(http, "cluster-quiet");
        (await first.Ask(Question, Cancellation)).ShouldContain(Asked);
        (await first.Ask(Version, Cancellation)).ShouldContain(Answer);

        await IsPushed();

        // One of the two silos holds the conversation: killed in turn, the holder is killed in the middle of a turn.
        foreach (var name in new[] { "silo-1", "silo-2" })
        {
            var shopper = new Shopper(http, "cluster-" + name);
            (await shopper.Ask(Question, Cancellation)).ShouldContain(Asked);
            var silo = _cluster.Processes.Single(p => p.Name == name);
            var number = await shopper.Send(Version, Cancellation);
            await silo.Send("KILL");
            var events = await shopper.Read(e => e.Any(x => x.InReplyTo?.Contains(number) == true), Cancellation);
            events.ShouldContain(e => e.Text != null && e.Text.Contains(Answer, StringComparison.Ordinal));
            (await _cluster.Ready(name, silo.Pid, Cancellation)).Pid.ShouldNotBe(silo.Pid);

            var whole = await shopper.Page(0, 0, Cancellation);
            whole.Events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
            whole.Events.Select(e => e.Kind)
                .ShouldBe([EventKinds.Message, EventKinds.Reply, EventKinds.Message, EventKinds.Reply]);
        }
    }

    private async Task IsPushed()
    {
        using var chat = await WebChat.Open(_cluster.Address, "cluster-socket", 0, Cancellation);
        await chat.Until(f => f.GetProperty("type").GetString() == "ready", Cancellation);
        await chat.Send("m1", Question, Cancellation);
        await chat.Until(f => f.GetProperty("type").GetString() == "event"
            && f.GetProperty("event").GetProperty("kind").GetString() == EventKinds.Reply, Cancellation);
    }
}
