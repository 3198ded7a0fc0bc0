using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>
/// Two processes that both hold a conversation: one stands still in the middle of a turn, the other is given its
/// conversation and goes on, then the first wakes and writes. Only the version of the row keeps the past from coming
/// back. <c>CS_SABOTAGE=etag</c> takes that away, and this test fails.
/// </summary>
public sealed class FenceTests
{
    private const string Model = "inference-1";

    // One that wakes may be told that it was ended before it comes to write; then it proves nothing.
    private const int MostRounds = 4;

    private static readonly TimeSpan UntilTheModelIsAsked = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wake_InTheMiddleOfATurnThatAnotherHasDone_OverwritesNothing()
    {
        // A turn that waits for its understanding as long as the silo stands still.
        await using var cluster = new ClusterHost(
            silos: 2, gateways: 1, "--inference", "1", "--Conversation:TurnBudget=00:00:25", "--Cluster:CallTimeout=00:00:29");
        await cluster.Start(Cancellation);
        await Sabotage.Do(cluster, Cancellation);
        var refused = false;
        for (var round = 0; round < MostRounds && !refused; round++)
            refused = await Round(cluster, $"fence-{round}");
        cluster.KeepLogs("fence-logs");
        refused.ShouldBeTrue("No silo that woke came to write: nothing was tried.");
    }

    /// <summary>Whether the one that woke was refused its write; fails where something of what was told is gone.</summary>
    private static async Task<bool> Round(ClusterHost cluster, string user)
    {
        using var http = cluster.Client();
        var shopper = new Shopper(http, user);
        var before = await Turns(cluster);
        await shopper.Ask("这款手机有现货吗?", Cancellation);
        var after = await Turns(cluster);
        var holder = cluster.Processes.Single(p => after.Keys.Any(name => name == p.Name && after[name] > before[name]));
        var model = cluster.Processes.Single(p => p.Name == Model);

        await model.Send("STOP");
        await shopper.Send("黑色,256G。", Cancellation);
        // From the nudge to the call of the model it takes some milliseconds, and nothing outside tells when it is there.
        await Task.Delay(UntilTheModelIsAsked, TimeProvider.System, Cancellation);
        await holder.Send("STOP");
        await model.Send("CONT");
        // The other silo has it by now, and is further than the one that sleeps.
        await shopper.Ask("运费怎么算", Cancellation);
        await shopper.Ask("怎么申请退货", Cancellation);
        var told = (await shopper.Page(0, 0, Cancellation)).Events;
        await holder.Send("CONT");
        await cluster.Ready(holder.Name, holder.Pid, Cancellation);

        // Whoever has it in memory would heal a row that was overwritten, so nobody may.
        foreach (var silo in cluster.Processes.Where(p => p.Role == "silo" && p.Name != Model))
        {
            await silo.Send("KILL");
            await cluster.Ready(silo.Name, silo.Pid, Cancellation);
        }
        await shopper.Ask("谢谢", Cancellation);
        var kept = (await shopper.Page(0, 0, Cancellation)).Events;
        kept.Take(told.Count).Select(Line).ShouldBe(told.Select(Line));
        return cluster.Log(holder.Name).Contains("Version conflict", StringComparison.Ordinal);
    }

    private static string Line(ConversationEvent told) => $"{told.Sequence} {told.Kind} {told.MessageId} {told.Text}";

    /// <summary>By silo: turns committed since its start.</summary>
    private static async Task<Dictionary<string, double>> Turns(ClusterHost cluster)
    {
        var turns = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var silo in cluster.Processes.Where(p => p.Role == "silo" && p.Name != Model))
            turns[silo.Name] = (await TurnCounts.Of(silo.Url, Cancellation)).All;
        return turns;
    }
}
