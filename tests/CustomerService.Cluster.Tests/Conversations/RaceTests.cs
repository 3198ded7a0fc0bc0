using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class RaceTests : ClusterTest
{
    [Fact]
    public async Task Commit_RowMovedMeanwhile_ShowsNothingAndAnswersOnceAfterwards()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Ask(Question);
        var heard = new Listener();
        await shopper.Grain.Subscribe(Cluster.Client.CreateObjectReference<IConversationObserver>(heard));
        Cluster.Model.Before = async () =>
        {
            Cluster.Model.Before = null;
            await Cluster.Execute("UPDATE grain_state SET version = version + 1 WHERE type = 'conversation'");
        };

        await shopper.Say(OtherQuestion);
        await Cluster.Log.Until(LogBook.WorkFailed);
        (await Cluster.Unfinished()).ShouldBe(1);
        heard.Events.ShouldBeEmpty();
        await Cluster.Redeliver();
        await shopper.Finished(2);

        ShouldBeAnsweredOnce(await shopper.Events(), 2);
        GC.KeepAlive(heard);
    }

    [Fact]
    public async Task Commit_OfAZombieSilo_IsFencedOffByTheRow()
    {
        var zombie = Cluster.Shopper("anna");
        var paused = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Cluster.Model.Before = () =>
        {
            paused.TrySetResult();
            return goOn.Task;
        };
        await zombie.Say(Question);
        await paused.Task.WaitAsync(TestContext.Current.CancellationToken);

        // Its successor on the same storage finds the entry and answers it.
        await using var successor = await TestCluster.Start(Folder);
        var shopper = successor.Shopper("anna");
        await shopper.Finished(1);
        var answered = await shopper.Events();
        goOn.SetResult();
        await Cluster.Log.Until(LogBook.WorkFailed);

        ShouldBeAnsweredOnce(answered, 1);
        (await zombie.Events()).Select(e => (e.Sequence, e.Text)).ShouldBe(answered.Select(e => (e.Sequence, e.Text)));
        (await Cluster.Unfinished()).ShouldBe(0);
    }

    [Fact]
    public async Task Commit_OfAnActivationLeftBehind_HealsByTheNextDelivery()
    {
        await using var other = await TestCluster.Start(Folder);
        var (here, there) = (Cluster.Shopper("anna"), other.Shopper("anna"));
        await here.Ask(Question);
        await there.Ask(OtherQuestion);

        // This activation still believes that the second message is not answered: its commit is refused. Then its
        // profile, left behind as well, refuses the observation, and the entry stays until that is dispatched too.
        await here.Say(Question);
        for (var failures = 1; failures <= 2; failures++)
        {
            await Cluster.Log.Until(LogBook.WorkFailed, failures);
            Cluster.Inbox.Finishes(here.Conversation, 3).ShouldBe(0);
            await Cluster.Redeliver();
        }
        await here.Finished(3);

        ShouldBeAnsweredOnce(await here.Events(), 3);
        (await Cluster.Profile("anna").Get()).Observations.ShouldBe(3);
    }
}
