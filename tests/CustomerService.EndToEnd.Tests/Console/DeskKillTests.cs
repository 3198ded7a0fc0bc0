using CustomerService.Cluster.Tests.Webhooks;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>A service by humans, with a kill of the process between any two of its steps (of a silo: <c>SiloDeskKillTests</c>).</summary>
public sealed class DeskKillTests
{
    [Fact]
    public async Task Service_StandaloneKilledAfterEveryStep_IsWhole()
    {
        await using var crm = await WebhookReceiver.Start();
        await using var host = await ShopHost.Run(KilledService.Settings(crm));
        var kills = 0;
        var script = new DeskScript(host.Http, KilledService.Password, async _ =>
        {
            kills++;
            await host.Kill();
            // Not waited for: the next call meets a host that is starting.
            host.Start();
        });

        await KilledService.Check(script, crm);
        kills.ShouldBe(KilledService.Steps);
    }
}
