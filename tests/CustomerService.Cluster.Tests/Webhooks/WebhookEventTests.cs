using System.Text.Json;
using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Desk;
using CustomerService.Core.Webhooks;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Cluster.Tests.Webhooks;

/// <summary>What of a conversation a shop's own systems hear of.</summary>
public sealed class WebhookEventTests : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private WebhookReceiver _crm = null!;
    private TestCluster? _cluster;
    private int _operations;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _crm = await WebhookReceiver.Start();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await _crm.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Service_FromTheHandOverToTheRating_IsToldInOrderWithoutWords()
    {
        await Start();
        var shopper = Cluster.Shopper("anna");
        await Online("amy");
        await shopper.Ask("转人工，我的电话是13812345678");
        await Do(DeskCommandKind.Accept, "amy");
        await Online("bob");
        await Do(DeskCommandKind.GiveCoupon, "amy", c => c with { Amount = 5 });
        await Do(DeskCommandKind.Transfer, "amy", c => c with { ToAgent = "bob", Text = "请接手" });
        await Do(DeskCommandKind.Close, "bob", c => c with { Text = "solved" });
        for (var number = 1; (await shopper.Events()).All(e => e.Status != NoticeCodes.Closed); number++)
            await shopper.Finished(number);
        await shopper.Ask("非常满意");

        await _crm.Until(r => r.Type == WebhookTypes.Rated);

        _crm.All.Select(r => r.Type).ShouldBe(
        [
            WebhookTypes.HandedOver, WebhookTypes.Accepted, WebhookTypes.CouponGranted, WebhookTypes.Transferred, WebhookTypes.Accepted,
            WebhookTypes.Closed, WebhookTypes.Rated,
        ]);
        _crm.All.ShouldAllBe(r => WebhookReceiver.IsSigned(r, WebhookReceiver.Secret) && r.Conversation == "default.web.anna");
        var told = _crm.All.Select(r => r.Data).ToArray();
        told.ShouldAllBe(d => d.GetProperty("user").GetString() == "anna" && d.GetProperty("channel").GetString() == "web");
        Text(told[0], "reason").ShouldBe("asked");
        told.Select(d => Text(d, "agent")).ShouldBe([null, "amy", "amy", null, "bob", "bob", "bob"]);
        told[2].GetProperty("amount").GetDecimal().ShouldBe(5);
        Text(told[5], "code").ShouldBe("solved");
        told[6].GetProperty("rating").GetInt32().ShouldBe(5);
        string.Concat(_crm.All.Select(r => r.Body)).ShouldSatisfyAllConditions(
            b => b.ShouldNotContain("138"), b => b.ShouldNotContain("转人工"), b => b.ShouldNotContain("请接手"));
    }

    [Fact]
    public async Task Messages_AskedFor_AreToldOnceInOrderAlsoOverARestart()
    {
        await Start(("Events:0", WebhookTypes.MessageReceived), ("Events:1", WebhookTypes.MessageSent));
        await Cluster.Shopper("anna").Ask("星河X1黑色256G有货吗？");
        await Cluster.DisposeAsync();
        _cluster = await TestCluster.Start(_folder);

        var events = await Cluster.Shopper("anna").Ask("星河X1白色512G有货吗？");
        await _crm.Until(r => r.Data.GetProperty("sequence").GetInt64() == 4);

        _crm.All.Select(r => (r.Data.GetProperty("sequence").GetInt64(), Text(r.Data, "text"))).ShouldBe(events.Select(e => (e.Sequence, e.Text)));
        _crm.All.Select(r => (r.Type, Text(r.Data, "from"))).Distinct().ShouldBe([(WebhookTypes.MessageReceived, "shopper"), (WebhookTypes.MessageSent, "bot")]);
    }

    [Fact]
    public async Task Tag_GainedAndGoneAgain_IsToldWhenTheShopperIsSeen()
    {
        await Start();
        var at = Cluster.Time.GetUtcNow() - TimeSpan.FromDays(29.5);
        for (var n = 1; n <= 3; n++)
        {
            // Brought again: told once.
            foreach (var _ in Enumerable.Range(0, 2))
                await Cluster.Profile("anna").Observe(new($"default.web.anna:{n}:profile", at.AddHours(n), ["stock"], ["formula"], 0));
        }
        var gained = await _crm.Next();
        (gained.Type, Text(gained.Data, "tag"), gained.Conversation).ShouldBe((WebhookTypes.TagGained, "宝妈", "default.web.anna"));

        Cluster.Time.Advance(TimeSpan.FromDays(1));
        await Cluster.Profile("anna").Observe(new ProfileObservation("default.web.anna:4:profile", Cluster.Time.GetUtcNow(), ["stock"], [], 0));

        // A day that passes before the sender has read the answer to the first is a timeout to it: it sends that again.
        var lost = await _crm.Until(r => r.Id != gained.Id);
        (lost.Type, Text(lost.Data, "tag")).ShouldBe((WebhookTypes.TagLost, "宝妈"));
        _crm.All.Select(r => r.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Turn_NoEndpoint_WritesNothingToTheOutbox()
    {
        _cluster = await TestCluster.Start(_folder);
        await Cluster.Shopper("anna").Ask("转人工");

        (await Cluster.Services.GetRequiredService<SqliteDatabase>().Read(c =>
        {
            using var count = c.CreateCommand();
            count.CommandText = "SELECT count(*) FROM webhook_delivery";
            return (long)count.ExecuteScalar()!;
        }, TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task Start(params (string Key, string Value)[] more)
    {
        foreach (var (key, value) in more.Concat(
            [("Url", _crm.Address.ToString()), ("Secrets:0", WebhookReceiver.Secret), ("AllowPrivateAddresses", "true")]))
        {
            _folder.Settings[$"Webhooks:Endpoints:crm:{key}"] = value;
        }
        _cluster = await TestCluster.Start(_folder);
    }

    private Task<DeskAnswer> Online(string agent) => Cluster.Desk.Do(new DeskCommand("presence", DeskCommandKind.Presence, agent)
    {
        Presence = new AgentPresence(agent, AgentSeat.Online, ["complaint", "aftersale", "presale", "general"], 5),
    });

    private async Task Do(DeskCommandKind kind, string actor, Func<DeskCommand, DeskCommand>? more = null) =>
        (await Cluster.Desk.Do((more ?? (c => c))(new DeskCommand($"operation-{++_operations}", kind, actor) { Conversation = "default.web.anna" })))
            .Code.ShouldBe(DeskCodes.Ok);
}
