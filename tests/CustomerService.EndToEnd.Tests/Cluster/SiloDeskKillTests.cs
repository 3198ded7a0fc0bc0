using CustomerService.Cluster.Tests.Webhooks;
using CustomerService.EndToEnd.Tests.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>A service by humans, with a kill of a silo between any two of its steps.</summary>
public sealed class SiloDeskKillTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_ASiloKilledAfterEveryStep_IsWhole()
    {
        await using var crm = await WebhookReceiver.Start();
        await using var cluster = new ClusterHost(2, 1, KilledService.Settings(crm));
        await cluster.Start(Cancellation);
        using var http = cluster.Client();
        var kills = 0;
        var script = new DeskScript(http, KilledService.Password, async _ =>
        {
            // In turn, so that the silo which holds desk or conversation is among any two; the other is back by then.
            var name = kills++ % 2 == 0 ? "silo-1" : "silo-2";
            var other = name == "silo-1" ? "silo-2" : "silo-1";
            await cluster.Ready(other, 0, Cancellation);
            await cluster.Processes.Single(p => p.Name == name).Send("KILL");
        });

        await KilledService.Check(script, crm);
        kills.ShouldBe(KilledService.Steps);
    }
}
