using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class OutboxTests : ClusterTest
{
    [Fact]
    public async Task Dispatch_DeskUnavailableOnce_EntryStaysUnfinishedThenHandedOverOnce()
    {
        var shopper = Cluster.Shopper("anna");
        var fails = 1;
        Cluster.Reminders.BeforeUpsert = () =>
        {
            if (Interlocked.Decrement(ref fails) >= 0)
                throw new IOException("The table cannot be written.");
        };

        await shopper.Say("转人工");
        await Cluster.Log.Until(LogBook.WorkFailed);
        Cluster.Inbox.Finishes(shopper.Conversation, 1).ShouldBe(0);
        (await Cluster.Unfinished()).ShouldBe(1);
        await Cluster.Redeliver();
        await shopper.Finished(1);
        await shopper.Finished(2);

        var ticket = (await Cluster.Desk.Queue()).ShouldHaveSingleItem();
        ticket.Conversation.ShouldBe(shopper.Conversation);
        ticket.Request.Reason.ShouldBe("asked");
        var events = await shopper.Events();
        events.Count(e => e.Kind == EventKinds.Message).ShouldBe(1);
        var told = events.Where(e => e.Kind == EventKinds.Status).ShouldHaveSingleItem();
        told.Text!.ShouldContain("第1位");
        (await Cluster.Unfinished()).ShouldBe(0);
    }

    [Fact]
    public async Task Dispatch_FinishFailsOnce_NothingIsShownOrObservedTwice()
    {
        var shopper = Cluster.Shopper("anna");
        var fails = 1;
        Cluster.Inbox.BeforeFinish = () =>
        {
            if (Interlocked.Decrement(ref fails) >= 0)
                throw new IOException("The inbox cannot be written.");
        };

        await shopper.Say(Question);
        await Cluster.Log.Until(LogBook.WorkFailed);
        await Cluster.Redeliver();
        await shopper.Finished(1);

        ShouldBeAnsweredOnce(await shopper.Events(), 1);
        (await Cluster.Profile("anna").Get()).Observations.ShouldBe(1);
    }

    [Fact]
    public async Task Deliver_NoticeCannotBeAppendedAtFirst_IsToldByTheNextBeat()
    {
        var shopper = Cluster.Shopper("anna");
        var fails = 1;
        Cluster.Inbox.BeforeAppend = m =>
        {
            if (m.Kind == InboxKind.Notice && Interlocked.Decrement(ref fails) >= 0)
                throw new IOException("The inbox cannot be written.");
        };

        await shopper.Say("转人工");
        await Cluster.Log.Until(LogBook.DeskFailed);
        await shopper.Finished(1);
        await shopper.Finished(2);

        (await shopper.Events()).Count(e => e.Kind == EventKinds.Status).ShouldBe(1);
    }

    [Fact]
    public async Task Dispatch_SiloDiesBeforeIt_DoneByTheNextOne()
    {
        var shopper = Cluster.Shopper("anna");
        Cluster.Reminders.BeforeUpsert = () => throw new IOException("The table cannot be written.");
        await shopper.Say("转人工");
        await Cluster.Log.Until(LogBook.WorkFailed);

        await Restart();
        shopper = Cluster.Shopper("anna");
        await shopper.Finished(1);
        await shopper.Finished(2);

        (await Cluster.Desk.Queue()).Count.ShouldBe(1);
        (await shopper.Events()).Count(e => e.Kind == EventKinds.Status).ShouldBe(1);
    }
}
