using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class BurstTests : ClusterTest
{
    [Fact]
    public async Task Turn_CompleteQuestion_IsNotHeldBack()
    {
        await Cluster.Shopper("anna").Ask(Question);

        Cluster.Time.Begun(TestCluster.QuietTime).ShouldBe(0);
    }

    [Fact]
    public async Task Turn_FragmentThenQuestion_OneAnswerToBoth()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Say("亲，");
        await Cluster.Time.UntilWaiting(TestCluster.QuietTime);
        (await shopper.Events()).ShouldBeEmpty();

        await shopper.Say(Question);
        await shopper.Finished(2);

        var events = await shopper.Events();
        Kinds(events).ShouldBe([EventKinds.Message, EventKinds.Message, EventKinds.Reply]);
        events[2].InReplyTo.ShouldBe([1, 2]);
        events[2].Text!.ShouldContain("北京仓有货");
    }

    [Fact]
    public async Task Turn_FragmentAndNothingMore_AnsweredAfterTheQuietTime()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Say("亲，");
        await Cluster.Time.Elapse(TestCluster.QuietTime);
        await shopper.Finished(1);

        ShouldBeAnsweredOnce(await shopper.Events(), 1);
        Cluster.Time.Begun(TestCluster.QuietTime).ShouldBe(1);
    }
}
