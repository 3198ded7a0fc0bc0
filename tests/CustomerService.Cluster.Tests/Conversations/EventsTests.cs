using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class EventsTests : ClusterTest
{
    [Fact]
    public async Task Subscribe_SeveralTurns_GetsCommittedEventsInOrder()
    {
        var shopper = Cluster.Shopper("anna");
        var heard = new Listener();
        await shopper.Grain.Subscribe(Cluster.Client.CreateObjectReference<IConversationObserver>(heard));

        for (var i = 0; i < 5; i++)
            await shopper.Ask(i % 2 == 0 ? Question : OtherQuestion);
        await heard.Heard(10);

        ShouldBeAnsweredOnce(heard.Events, 5);
        heard.Events.Select(e => e.Text).ShouldBe((await shopper.Events()).Select(e => e.Text));
    }

    [Fact]
    public async Task Events_BeyondTheWindow_PagesThroughTranscriptAndState()
    {
        const int messages = 60;
        var shopper = Cluster.Shopper("anna");
        for (var i = 0; i < messages; i++)
            await shopper.Ask(i % 2 == 0 ? Question : OtherQuestion);

        var events = await shopper.Events(page: 7);

        events.Count.ShouldBe(2 * messages);
        events.Count.ShouldBeGreaterThan(ConversationCommit.WindowSize);
        ShouldBeAnsweredOnce(events, messages);
        (await shopper.Grain.Events(117, 2)).ShouldSatisfyAllConditions(
            p => p.Events.Select(e => e.Sequence).ShouldBe([118, 119]), p => p.Next.ShouldBe(119));
        (await shopper.Grain.Events(120, 10)).ShouldSatisfyAllConditions(
            p => p.Events.ShouldBeEmpty(), p => p.Next.ShouldBe(120));
        (await shopper.Grain.Turns()).Count.ShouldBe(ConversationCommit.KeptTurns);
    }
}
