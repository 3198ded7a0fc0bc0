using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests;

public sealed class MessageTests
{
    [Fact]
    public async Task Post_Message_IsDurableNumberedAndDelivered()
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Post(
            "/api/v1/messages",
            """{"user":"u1","messageId":"m1","text":"这款手机\r\n有现货吗?","page":"p7","media":[{"kind":"image","url":"https://x.example/a.png"}],"more":1}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var entry = host.Inbox.All.ShouldHaveSingleItem();
        (await response.Text()).ShouldBe($$"""{"conversation":"{{entry.Conversation}}","number":1}""");
        entry.Text.ShouldBe("这款手机\n有现货吗?");
        entry.Page.ShouldBe("p7");
        entry.Media.ShouldBe([new MediaItem("image", "https://x.example/a.png")]);
        ConversationId.TryParse(entry.Conversation, out var id).ShouldBeTrue();
        (id.Tenant, id.Channel).ShouldBe(("default", "web"));
        id.Shopper.ShouldNotContain("u1");
        await Answers.Eventually(() => host.Cluster.Conversation(entry.Conversation).Reads >= 0);
        (await host.Cluster.Conversation(entry.Conversation).Events(0, 10)).Events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Post_SameMessageAgain_SameAnswerAndNoSecondEntry()
    {
        await using var host = await GatewayHost.Start();

        var first = await host.Say("u1", "m1", "你好");
        var again = await host.Say("u1", "m1", "你好");
        var next = await host.Say("u1", "m2", "在吗");

        again.ShouldBe(first);
        next.ShouldBe((first.Conversation, 2));
    }

    [Fact]
    public async Task Post_TenantAndChannel_MakeOtherConversations()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:Tenants:0", "default"), ("Gateway:Tenants:1", "toys")]);

        foreach (var (tenant, channel) in new[] { ("default", "web"), ("default", "app"), ("toys", "web") })
        {
            (await host.Post(
                "/api/v1/messages",
                $$"""{"tenant":"{{tenant}}","channel":"{{channel}}","user":"u","messageId":"m","text":"x"}"""))
                .StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        host.Inbox.All.Select(e => ConversationId.Parse(e.Conversation).Shopper).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Post_RightProof_TellsTheMember()
    {
        await using var host = await GatewayHost.Start();
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes("a secret of the tests, long enough"), "M42"u8));

        var response = await host.Post(
            "/api/v1/messages",
            $$$"""{"user":"u","messageId":"m","text":"x","member":{"id":"M42","proof":"{{{proof}}}"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        host.Inbox.All.ShouldHaveSingleItem().Member.ShouldBe("M42");
    }

    [Fact]
    public async Task Post_PersonalData_IsMaskedBeforeTheInboxAndNeverLogged()
    {
        await using var host = await GatewayHost.Start();

        await host.Say("user-77@example.com", "m1", "我的手机号是13812345678");

        host.Inbox.All.ShouldHaveSingleItem().Text.ShouldNotContain("13812345678");
        host.Log.Lines.ShouldNotContain(l => l.Line.Contains("13812345678") || l.Line.Contains("user-77"));
    }

    [Fact]
    public async Task Post_InboxFails_Is503AndTellsWhenToComeBack()
    {
        await using var host = await GatewayHost.Start();
        host.Inbox.Fault = new IOException("disk full");

        var response = await host.Post("/api/v1/messages", """{"user":"u","messageId":"m","text":"x"}""");

        await response.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "inbox_unavailable");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Post_InboxHangs_Is503WithinTheAppendTimeout()
    {
        await using var host = await GatewayHost.Start(settings: ("Gateway:AppendTimeout", "00:00:00.050"));
        host.Inbox.Hangs = true;

        var response = await host.Post("/api/v1/messages", """{"user":"u","messageId":"m","text":"x"}""");

        await response.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "inbox_unavailable");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_ConversationIsGone_IsStillAccepted(bool hangs)
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        var grain = host.Cluster.Conversation(conversation);
        (grain.DoesNotAnswer, grain.Fault) = (hangs, new TimeoutException("no silo"));

        (await host.Say("u", "m2", "y")).Number.ShouldBe(2);
        host.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_TraceParent_TravelsWithTheMessage()
    {
        await using var host = await GatewayHost.Start();
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages")
        {
            Content = new StringContent("""{"user":"u","messageId":"m","text":"x"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        await host.Send(request);

        host.Inbox.All.ShouldHaveSingleItem().TraceParent.ShouldNotBeNull().ShouldContain(trace.ToString());
    }

    [Fact]
    public async Task Post_BeyondTheRateOfTheTenant_Is429ForItsShoppersOnly()
    {
        await using var host = await GatewayHost.Start(
            settings: [("Gateway:Tenants:0", "default"), ("Gateway:Tenants:1", "second"), ("Gateway:Rates:TenantPerSecond", "1")]);
        await host.Say("u", "m1", "x");

        var response = await host.Post("/api/v1/messages", """{"user":"v","messageId":"m1","text":"x"}""");

        await response.ShouldBeProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        (await host.Post("/api/v1/messages", """{"tenant":"second","user":"v","messageId":"m1","text":"x"}""")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_BeyondTheRateOfTheShopper_Is429ForThemOnly()
    {
        await using var host = await GatewayHost.Start(
            settings: [("Gateway:Rates:UserBurst", "3"), ("Gateway:Rates:UserPerSecond", "1")]);
        for (var i = 0; i < 3; i++)
            await host.Say("u", $"m{i}", "x");

        var response = await host.Post("/api/v1/messages", """{"user":"u","messageId":"m9","text":"x"}""");

        await response.ShouldBeProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        await host.Say("v", "m1", "x");
    }

    [Fact]
    public async Task Send_BeyondTheRateOfTheAddress_Is429AsAProblem()
    {
        await using var host = await GatewayHost.Start(
            kestrel: true,
            settings:
            [
                ("Gateway:Rates:AddressBurst", "2"), ("Gateway:Rates:AddressPerSecond", "1"),
                ("Gateway:Rates:ExemptLoopback", "false"),
            ]);
        await host.Get("/api/v1/desk/queue");
        await host.Get("/api/v1/desk/queue");

        var response = await host.Get("/api/v1/desk/queue");

        await response.ShouldBeProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await host.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
