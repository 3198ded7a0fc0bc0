using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using Orleans.Concurrency;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class DegradationTests : ClusterTest
{
    [Fact]
    public async Task Turn_ModelThrows_AnsweredFromKeywords()
    {
        Cluster.Model.Before = () => throw new InvalidOperationException("The model is broken.");
        var shopper = Cluster.Shopper("anna");

        var events = await shopper.Ask(Question);

        ShouldBeAnsweredOnce(events, 1);
        events[1].Text!.ShouldContain("有货");
        (await shopper.Grain.Turns()).ShouldHaveSingleItem().Degraded.ShouldBe("understanding");
    }

    [Fact]
    public async Task Turn_ModelMissesTheBudget_AnsweredFromKeywords()
    {
        var never = new TaskCompletionSource();
        Cluster.Model.Before = () => never.Task;
        var shopper = Cluster.Shopper("anna");

        var entry = await shopper.Say(Question);
        await Cluster.Time.Elapse(TestCluster.TurnBudget);
        await shopper.Finished(entry.Number);
        never.SetResult();

        ShouldBeAnsweredOnce(await shopper.Events(), 1);
        (await shopper.Grain.Turns()).ShouldHaveSingleItem().Degraded.ShouldBe("understanding");
    }

    [Fact]
    public async Task Turn_ReadByRules_AnsweredFromKeywordsAndMarked()
    {
        Cluster.Model.By = ReadBy.Rules;
        var shopper = Cluster.Shopper("anna");

        var events = await shopper.Ask(Question);

        ShouldBeAnsweredOnce(events, 1);
        events[1].Text!.ShouldContain("有货");
        (await shopper.Grain.Turns()).ShouldHaveSingleItem().Degraded.ShouldBe("understanding");
    }

    [Fact]
    public async Task Inference_NoRoom_IsTheTypedRefusalForItsCaller()
    {
        Cluster.Model.Before = () => throw new ReaderBusyException("full");
        IReadOnlyList<string> texts = ["有货吗"];

        var refused = await Should.ThrowAsync<ReaderBusyException>(
            () => Cluster.Client.GetGrain<IInferenceGrain>(0).ReadFor("default", texts.AsImmutable()));

        refused.Message.ShouldBe("full");
    }

    [Fact]
    public async Task Turn_TenantWithoutShop_Apologises()
    {
        var shopper = new Shopper(Cluster, "nobody.web.anna");

        var events = await shopper.Ask(Question);

        Kinds(events).ShouldBe([EventKinds.Message, EventKinds.Reply]);
        events[1].Text.ShouldNotBeNullOrWhiteSpace();
        (await shopper.Grain.Turns()).ShouldHaveSingleItem().Degraded.ShouldBe("failed");
    }
}
