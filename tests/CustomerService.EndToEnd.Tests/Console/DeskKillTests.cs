using CustomerService.Cluster.Tests.Webhooks;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Webhooks;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>A service by humans, with a kill between any two of its steps: nothing is lost or shown twice, one agent has it at a time.</summary>
public sealed class DeskKillTests
{
    private const string Password = "a password of the desk's kills";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_StandaloneKilledAfterEveryStep_IsWhole()
    {
        await using var crm = await WebhookReceiver.Start();
        await using var host = await ShopHost.Run(Settings(crm));
        var kills = 0;
        var script = new DeskScript(host.Http, Password, async _ =>
        {
            kills++;
            await host.Kill();
            // Not waited for: the next call meets a host that is starting.
            host.Start();
        });

        await Check(script, crm);
        kills.ShouldBe(9);
    }

    [Fact]
    public async Task Service_ASiloKilledAfterEveryStep_IsWhole()
    {
        await using var crm = await WebhookReceiver.Start();
        await using var cluster = new ClusterHost(2, 1, Settings(crm));
        await cluster.Start(Cancellation);
        using var http = cluster.Client();
        var kills = 0;
        var script = new DeskScript(http, Password, async _ =>
        {
            // In turn, so that the silo which holds desk or conversation is among any two; the other is back by then.
            var name = kills++ % 2 == 0 ? "silo-1" : "silo-2";
            var other = name == "silo-1" ? "silo-2" : "silo-1";
            await cluster.Ready(other, 0, Cancellation);
            await cluster.Processes.Single(p => p.Name == name).Send("KILL");
        });

        await Check(script, crm);
        kills.ShouldBe(9);
    }

    private static string[] Settings(WebhookReceiver crm) =>
    [
        "--Console:FirstPassword=" + Password, $"--Webhooks:Endpoints:crm:Url={crm.Address}", $"--Webhooks:Endpoints:crm:Secrets:0={WebhookReceiver.Secret}",
        "--Webhooks:Endpoints:crm:AllowPrivateAddresses=true", "--Webhooks:Timeout=00:00:01",
    ];

    private static async Task Check(DeskScript script, WebhookReceiver crm)
    {
        var events = await script.Play();

        var told = string.Join('\n', events.Select(e => $"{e.Sequence} {e.Kind} {e.Status} {e.Text}"));
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n), told);
        events.Where(e => e.Kind is EventKinds.Message or EventKinds.Agent && e.Cards is null).Select(e => (e.Kind, e.Text!)).ShouldBe(script.Said, told);
        events.Count(e => e.Status == "agent_joined").ShouldBe(2, told);
        events.Count(e => e.Status == "agent_transferred").ShouldBe(1, told);
        events.Count(e => e.Status == "desk_closed").ShouldBe(1, told);
        events.Count(e => e.Status == "agent_lost").ShouldBe(0, told);
        events.Count(e => e.Cards is [{ Kind: "coupon" }]).ShouldBe(1, told);
        // While a human has it, the bot says nothing.
        events.SkipWhile(e => e.Status != "agent_joined").TakeWhile(e => e.Status != "desk_closed").ShouldNotContain(e => e.Kind == EventKinds.Reply, told);
        var (coupons, figures) = await script.Books();
        coupons.ShouldBe(1);
        figures.GetProperty("services").GetInt64().ShouldBe(1);
        figures.GetProperty("ratings").GetInt64().ShouldBe(1);
        figures.GetProperty("meanRating").GetDouble().ShouldBe(5);
        await Told(crm);
    }

    // The shop's own system heard of each step, in order; what came twice came under the same id before anything later.
    private static async Task Told(WebhookReceiver crm)
    {
        await crm.Until(r => r.Type == WebhookTypes.Rated);
        var heard = crm.All.ToArray();
        heard.Where((r, n) => n == 0 || heard[n - 1].Id != r.Id).Select(r => r.Type).ShouldBe(
        [
            WebhookTypes.HandedOver, WebhookTypes.Accepted, WebhookTypes.Transferred, WebhookTypes.Accepted, WebhookTypes.CouponGranted,
            WebhookTypes.Closed, WebhookTypes.Rated,
        ]);
        heard.ShouldAllBe(r => WebhookReceiver.IsSigned(r, WebhookReceiver.Secret));
        heard.GroupBy(r => r.Id, StringComparer.Ordinal).ShouldAllBe(g => g.Select(r => r.Body).Distinct(StringComparer.Ordinal).Count() == 1);
    }
}
