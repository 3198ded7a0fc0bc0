using CustomerService.Cluster.Tests.Webhooks;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Webhooks;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>A service by humans that is killed between any two of its steps is whole: nothing is lost or shown twice, one agent has it at a time.</summary>
internal static class KilledService
{
    public const int Steps = 9;

    public const string Password = "a password of the desk's kills";

    public static string[] Settings(WebhookReceiver crm) =>
    [
        "--Console:FirstPassword=" + Password, $"--Webhooks:Endpoints:crm:Url={crm.Address}", $"--Webhooks:Endpoints:crm:Secrets:0={WebhookReceiver.Secret}",
        "--Webhooks:Endpoints:crm:AllowPrivateAddresses=true", "--Webhooks:Timeout=00:00:01",
    ];

    public static async Task Check(DeskScript script, WebhookReceiver crm)
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
