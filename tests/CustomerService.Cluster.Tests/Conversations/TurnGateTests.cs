using System.Diagnostics.Metrics;
using CustomerService.Cluster.Tests.Support;
using CustomerService.Grains.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Cluster.Tests.Conversations;

public sealed class TurnGateTests : ClusterTest
{
    [Fact]
    public async Task Enter_OneShopFillsTheLine_AnotherWaitsForOneTurnOnly()
    {
        var gate = Cluster.Services.GetRequiredService<TurnGate>();
        var first = await Filled(gate);
        var order = new List<string>();
        var waiting = new[] { "flood", "flood", "flood", "calm" }.Select(Waits).ToArray();

        first.Dispose();
        await Task.WhenAll(waiting);

        order.ShouldBe(["flood", "calm", "flood", "flood"]);

        async Task Waits(string tenant)
        {
            using var place = await gate.Enter(tenant);
            order.Add(tenant);
        }
    }

    [Fact]
    public async Task Turn_NoPlaceIsFree_BeginsLaterWithItsWholeBudget()
    {
        var place = await Filled(Cluster.Services.GetRequiredService<TurnGate>());
        var shopper = Cluster.Shopper("anna");
        await shopper.Say(Question);
        Cluster.Time.Begun(TestCluster.TurnBudget).ShouldBe(0);

        place.Dispose();
        await shopper.Finished(1);

        ShouldBeAnsweredOnce(await shopper.Events(), 1);
        (await shopper.Grain.Turns()).ShouldHaveSingleItem().Degraded.ShouldBeNull();
        Cluster.Time.Begun(TestCluster.TurnBudget).ShouldBe(1);
    }

    [Fact]
    public async Task Enter_TurnsAreSlow_FewerRunAtOnceAndMoreWhenTheyAreQuickAgain()
    {
        var time = new FakeTimeProvider();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var gate = new TurnGate(
            Options.Create(new ConversationOptions { TurnsAtOnce = 1000 }), services.GetRequiredService<IMeterFactory>(), time);

        for (var round = 0; round < 3; round++)
            await Round(TimeSpan.FromSeconds(0.9));
        (await Round(TimeSpan.FromSeconds(0.1), line: 3000)).ShouldBe(512);

        (await Round(TimeSpan.FromSeconds(0.1))).ShouldBeInRange(515, 520);

        // All places are taken while more wait; how many places there were.
        async Task<int> Round(TimeSpan each, int line = 1)
        {
            var places = new List<TurnGate.Place>();
            var waiting = gate.Enter("default");
            while (waiting.IsCompleted)
            {
                places.Add(await waiting);
                waiting = gate.Enter("default");
            }
            var others = Enumerable.Range(1, line - 1).Select(_ => Once()).ToArray();
            time.Advance(each);
            places.ForEach(p => p.Dispose());
            (await waiting).Dispose();
            await Task.WhenAll(others);
            return places.Count;
        }

        async Task Once() => (await gate.Enter("default")).Dispose();
    }

    // Takes every place, and gives the last.
    private static async Task<TurnGate.Place> Filled(TurnGate gate)
    {
        var places = new List<TurnGate.Place>();
        for (var i = 0; i < TestCluster.TurnsAtOnce; i++)
            places.Add(await gate.Enter("default"));
        return places[^1];
    }
}
