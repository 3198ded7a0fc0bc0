using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>Two silos and a gateway, each a process, on PostgreSQL.</summary>
[Collection<OneCluster>]
public sealed class ClusterTests(RunningCluster running)
{
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";
    private const string Version = "黑色,256G。";
    private const string Answer = "黑色256G版本北京仓有货，预计今日下单明日送达";

    private readonly ClusterHost _cluster = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AcrossProcesses_IsAnsweredFromTheStockTable()
    {
        using var http = _cluster.Client();
        var shopper = new Shopper(http, "cluster-quiet");

        (await shopper.Ask(Question, Cancellation)).ShouldContain(Asked);
        (await shopper.Ask(Version, Cancellation)).ShouldContain(Answer);
    }

    [Fact]
    public async Task Ask_OverWebSocket_IsPushedFromSiloToGateway()
    {
        using var chat = await WebChat.Open(_cluster.Address, "cluster-socket", 0, Cancellation);
        await chat.Until(f => f.GetProperty("type").GetString() == "ready", Cancellation);

        await chat.Send("m1", Question, Cancellation);

        await chat.Until(f => f.GetProperty("type").GetString() == "event"
            && f.GetProperty("event").GetProperty("kind").GetString() == EventKinds.Reply, Cancellation);
    }

    [Fact]
    public async Task Ask_WhileSilosAreKilled_IsAnsweredAndKeepsItsOrder()
    {
        using var http = _cluster.Client();
        // One of the two silos holds the conversation: killed in turn, the holder is killed in the middle of a turn.
        foreach (var (name, other) in new[] { ("silo-1", "silo-2"), ("silo-2", "silo-1") })
        {
            var shopper = new Shopper(http, "cluster-" + name);
            (await shopper.Ask(Question, Cancellation)).ShouldContain(Asked);
            var silo = _cluster.Processes.Single(p => p.Name == name);
            var number = await shopper.Send(Version, Cancellation);
            await silo.Send("KILL");
            var events = await shopper.Read(e => e.Any(x => x.InReplyTo?.Contains(number) == true), Cancellation);
            events.ShouldContain(e => e.Text != null && e.Text.Contains(Answer, StringComparison.Ordinal));
            (await _cluster.Ready(name, silo.Pid, Cancellation)).Pid.ShouldNotBe(silo.Pid);
            _cluster.Log(other).ShouldContain("any more: it is ended.", customMessage: "the other waited for probes, or for the next start");

            var whole = await shopper.Page(0, 0, Cancellation);
            whole.Events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
            whole.Events.Select(e => e.Kind)
                .ShouldBe([EventKinds.Message, EventKinds.Reply, EventKinds.Message, EventKinds.Reply]);
        }
    }

    [Fact]
    public async Task Ask_WhileTheOnlyOtherMemberStandsStill_IsAnsweredByTheSiloThatStarts()
    {
        using var http = _cluster.Client();
        var shopper = new Shopper(http, "cluster-alone");
        (await shopper.Ask(Question, Cancellation)).ShouldContain(Asked);
        var (still, killed) = (_cluster.Processes.Single(p => p.Name == "silo-1"), _cluster.Processes.Single(p => p.Name == "silo-2"));
        await still.Send("STOP");
        try
        {
            await killed.Send("KILL");
            // Nobody is left to vote: the one that starts passes over a member whose heartbeats are missing.
            await _cluster.Ready(killed.Name, killed.Pid, Cancellation);
            (await shopper.Ask(Version, Cancellation)).ShouldContain(Answer);
            _cluster.Log(killed.Name).ShouldContain("which is more than 00:00:09");
        }
        finally
        {
            await still.Send("CONT");
        }
        await _cluster.Ready(still.Name, still.Pid, Cancellation);
    }
}
