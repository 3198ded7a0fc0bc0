using System.Net;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CustomerService.Gateway.Tests;

/// <summary>Health, metrics, pages, headers and settings.</summary>
public sealed class OperationsTests
{
    [Fact]
    public async Task Get_Health_TellsWhatIsReady()
    {
        await using var host = await GatewayHost.Start();

        (await (await host.Get("/health/live")).Text()).ShouldBe("""{"status":"healthy","checks":{}}""");
        (await (await host.Get("/health/ready")).Text())
            .ShouldBe("""{"status":"healthy","checks":{"inbox":{"status":"healthy","description":"0 unfinished"}}}""");
    }

    [Fact]
    public async Task Get_ReadyWhileTheInboxFails_Is503AndTellsNoSecret()
    {
        await using var host = await GatewayHost.Start();
        host.Inbox.Fault = new IOException("Host=db;Password=secret");

        var response = await host.Get("/health/ready");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Text()).ShouldNotContain("secret");
        (await host.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_ReadyWithACheckOfTheHost_CountsIt()
    {
        await using var host = await GatewayHost.Start(more: b => b.Services.AddHealthChecks()
            .AddCheck("model", () => HealthCheckResult.Unhealthy("no model"), ["ready"]));

        var response = await host.Get("/health/ready");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Text()).ShouldContain("no model");
    }

    [Fact]
    public async Task Get_Metrics_CountsMessagesWithoutNamingAnyone()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("shopper-4711", "m1", "x");

        var text = await (await host.Get("/metrics")).Text();

        text.ShouldContain("customer_service_gateway_messages");
        text.ShouldContain("outcome=\"accepted\"");
        text.ShouldContain("http_server_request_duration");
        text.ShouldNotContain("4711");
        text.ShouldNotContain(conversation);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/chat")]
    [InlineData("/widget.js")]
    [InlineData("/health/live")]
    [InlineData("/nothing")]
    public async Task Get_Anything_CarriesTheSecurityHeaders(string path)
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:FrameAncestors:0", "https://shop.example")]);

        var response = await host.Get(path);

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldNotContain("unsafe");
        policy.ShouldEndWith("frame-ancestors 'self' https://shop.example");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Contains("Referrer-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task Get_Chat_IsThePageAndItsFiles()
    {
        await using var host = await GatewayHost.Start();

        var page = await host.Get("/chat");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        (await page.Text()).ShouldContain("<html");
        var script = await host.Get("/chat/chat.js");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");

        (await host.Get("/chat/?page=p1")).Headers.Location!.ToString().ShouldBe("/chat?page=p1");
        (await host.Get("/chat/strings.zh.js")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/chat/chat.js");
        again.Headers.IfNoneMatch.Add(script.Headers.ETag!);
        (await host.Send(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/chat/../Problems/problems.json")]
    [InlineData("/problems.json")]
    [InlineData("/wwwroot/chat.html")]
    [InlineData("/chat/%2e%2e/chat.html%00")]
    public async Task Get_WhatIsNoPage_IsNotServed(string path)
    {
        await using var host = await GatewayHost.Start(kestrel: true);

        ((int)(await host.Get(path)).StatusCode).ShouldBeInRange(400, 404);
    }

    [Fact]
    public async Task Get_FromAnAllowedOrigin_MayBeReadByItsPage()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:AllowedOrigins:0", "https://shop.example")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/conversations/a.b.c/events");
        request.Headers.Add("Origin", "https://shop.example");

        var response = await host.Send(request);

        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://shop.example"]);
    }

    [Theory]
    [InlineData("Privacy:PseudonymKey", "short", "Privacy:PseudonymKey")]
    [InlineData("Privacy:PseudonymKey", "", "openssl rand")]
    [InlineData("Privacy:IdentitySecret", "short", "Privacy:IdentitySecret")]
    [InlineData("Gateway:DefaultTenant", "nobody here", "Gateway:Tenants")]
    [InlineData("Gateway:Tenants:0", "other", "Gateway:DefaultTenant")]
    [InlineData("Gateway:Channels:0", "app", "Gateway:DefaultChannel")]
    [InlineData("Gateway:MaxTextLength", "0", "Gateway:MaxTextLength is 0: set it from 1 to 20000")]
    [InlineData("Gateway:MaxTexts", "257", "Gateway:MaxTexts")]
    [InlineData("Gateway:AppendTimeout", "-1", "Gateway:AppendTimeout")]
    [InlineData("Gateway:Feed:Renew", "00:10:00", "Gateway:Feed:Renew")]
    [InlineData("Gateway:FrameAncestors:0", "https://a.example; script-src *", "Gateway:FrameAncestors")]
    [InlineData("Gateway:AllowedOrigins:0", "*", "Gateway:AllowedOrigins")]
    public async Task Start_WrongSetting_StopsTheHostAndNamesTheKey(string key, string value, string named)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(
            async () => await GatewayHost.Start(settings: [(key, value)]));

        failure.Message.ShouldContain(named);
    }

    [Fact]
    public void GatewayOptions_Defaults_AreValid() =>
        new GatewayOptionsValidator().Validate(null, new()).Succeeded.ShouldBeTrue();
}
