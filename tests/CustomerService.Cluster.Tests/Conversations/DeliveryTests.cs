using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class DeliveryTests : ClusterTest
{
    [Fact]
    public async Task Deliver_CompleteQuestion_AnsweredFromTheStockTable()
    {
        var events = await Cluster.Shopper("anna").Ask(Question);

        Kinds(events).ShouldBe([EventKinds.Message, EventKinds.Reply]);
        events[1].Text!.ShouldContain("北京仓有货");
        ShouldBeAnsweredOnce(events, 1);
    }

    [Fact]
    public async Task Deliver_SameEntryTwice_OneTurn()
    {
        var shopper = Cluster.Shopper("anna");
        var entry = await shopper.Say(Question);
        await shopper.Grain.Deliver(entry);
        await shopper.Finished(1);

        await shopper.Grain.Deliver(entry);
        await shopper.Finished(1, times: 2);

        ShouldBeAnsweredOnce(await shopper.Events(), 1);
        (await shopper.Grain.Turns()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deliver_OutOfOrder_AnsweredInOrder()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Ask(Question);
        var second = await shopper.Append(OtherQuestion);
        var third = await shopper.Append(Question);

        await shopper.Grain.Deliver(third);
        await shopper.Grain.Deliver(second);
        await shopper.Finished(3);

        ShouldBeAnsweredOnce(await shopper.Events(), 3);
    }

    [Fact]
    public async Task Deliver_Gap_FilledFromTheInbox()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Ask(Question);
        await shopper.Append(OtherQuestion);
        await shopper.Append(Question);

        await shopper.Say(OtherQuestion);
        await shopper.Finished(4);

        ShouldBeAnsweredOnce(await shopper.Events(), 4);
        (await Cluster.Unfinished()).ShouldBe(0);
    }

    [Fact]
    public async Task Deliver_DeadLetterBefore_PassesOverItAndTakesItLateOnRetry()
    {
        var shopper = Cluster.Shopper("anna");
        var first = await shopper.Append(Question);
        var letters = Cluster.Services.GetRequiredService<IDeadLetters>();
        await Cluster.Execute("""
            UPDATE inbox SET finished = 1;
            INSERT INTO dead_letter (conversation, number, reason, attempts, died_at) SELECT conversation, number, 'test', 20, 1 FROM inbox
            """);

        await shopper.Ask(OtherQuestion);
        (await shopper.Events())[0].Number.ShouldBe(2);
        (await letters.Retry(first.Conversation, first.Number, TestContext.Current.CancellationToken)).ShouldBeTrue();
        await shopper.Grain.Deliver(first);
        await shopper.Finished(1);

        (await shopper.Events()).Where(e => e.Kind == EventKinds.Message).Select(e => e.Number).ShouldBe([2, 1]);
        (await Cluster.Unfinished()).ShouldBe(0);
    }

    [Fact]
    public async Task Pump_NudgeLost_Answers()
    {
        var shopper = Cluster.Shopper("anna");
        await Cluster.Time.UntilWaiting(TestCluster.PumpRound);
        await shopper.Append(Question);
        await shopper.Append(OtherQuestion);

        await Cluster.Redeliver();
        await shopper.Finished(2);

        ShouldBeAnsweredOnce(await shopper.Events(), 2);
    }

    [Fact]
    public async Task Start_AppendedWhileDown_AnsweredAndNumbersContinue()
    {
        var before = await Cluster.Shopper("anna").Ask(Question);
        await Cluster.DisposeAsync();
        var missed = await Folder.Append("default.web.anna", "while-down", OtherQuestion);
        missed.Number.ShouldBe(2);

        Cluster = await TestCluster.Start(Folder);
        var shopper = Cluster.Shopper("anna");
        await shopper.Finished(2);
        var events = await shopper.Ask(Question);

        ShouldBeAnsweredOnce(events, 3);
        events.Take(2).Select(e => e.Text).ShouldBe(before.Select(e => e.Text));
        events[0].At.ShouldBe(before[0].At);
        (await shopper.Grain.Turns()).Select(t => t.Numbers).ShouldBe([[1], [2], [3]]);
    }
}
