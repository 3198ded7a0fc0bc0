using System.Net;
using System.Net.Http.Json;
using CustomerService.Core.Webhooks;
using CustomerService.Gateway.Tests.Support;
using NSubstitute;

namespace CustomerService.Gateway.Tests;

public sealed class ConsoleWebhookTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_AsOperator_ShowsTheOwnTenantsAlone()
    {
        await using var host = await GatewayHost.Start();
        var outbox = host.Services.GetRequiredService<IWebhookOutbox>();
        outbox.Queues("default", Arg.Any<CancellationToken>()).Returns([new WebhookQueue("crm", 3, At, 1, true)]);
        outbox.Dead("default", 100, Arg.Any<CancellationToken>())
            .Returns([new DeadDelivery(7, "crm", "msg_7", "default.web.anna", WebhookTypes.Closed, "status 500", 9, At)]);
        outbox.Show("default", 7, Arg.Any<CancellationToken>())
            .Returns(new WebhookDelivery("crm", "msg_7", "default", "default.web.anna", WebhookTypes.Closed, "{}") { Number = 7 });

        var all = await (await Call(host, "GET", "webhooks")).Json();
        var one = await (await Call(host, "GET", "webhooks/dead/7")).Json();

        all["endpoints"]![0]!["waiting"]!.GetValue<long>().ShouldBe(3);
        all["endpoints"]![0]!["disabled"]!.GetValue<bool>().ShouldBeTrue();
        all["dead"]![0]!["reason"]!.GetValue<string>().ShouldBe("status 500");
        one["body"]!.GetValue<string>().ShouldBe("{}");
        host.Console.Audit.ShouldContain(a => a.Action == "read_webhook" && a.Subject == "7" && a.Account == "olga");
    }

    [Theory]
    [InlineData("POST", "webhooks/dead/7/retry", "retry_webhook")]
    [InlineData("DELETE", "webhooks/dead/7", "drop_webhook")]
    [InlineData("POST", "webhooks/endpoints/crm/enable", "enable_webhooks")]
    public async Task Change_AsOperator_IsDoneAndNoted(string method, string path, string action)
    {
        await using var host = await GatewayHost.Start();
        var outbox = host.Services.GetRequiredService<IWebhookOutbox>();
        await (await Call(host, method, path)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        host.Console.Audit.ShouldNotContain(a => a.Action == action);
        outbox.Retry("default", 7, Arg.Any<CancellationToken>()).Returns(true);
        outbox.Drop("default", 7, Arg.Any<CancellationToken>()).Returns(true);
        outbox.Enable("default", "crm", Arg.Any<CancellationToken>()).Returns(true);

        (await Call(host, method, path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        host.Console.Audit.ShouldContain(a => a.Action == action);
    }

    [Theory]
    [InlineData("GET", "webhooks")]
    [InlineData("GET", "webhooks/dead/7")]
    [InlineData("POST", "webhooks/dead/7/retry")]
    [InlineData("DELETE", "webhooks/dead/7")]
    [InlineData("POST", "webhooks/endpoints/crm/enable")]
    public async Task Call_NotAnOperator_Is403(string method, string path)
    {
        await using var host = await GatewayHost.Start();

        await (await Call(host, method, path, "boss")).ShouldBeProblem(HttpStatusCode.Forbidden, "console_forbidden");
    }

    [Theory]
    [InlineData("webhooks/dead/x/retry")]
    [InlineData("webhooks/dead/-7/retry")]
    [InlineData("webhooks/dead/99999999999999999999/retry")]
    public async Task Retry_NotANumber_Is404(string path)
    {
        await using var host = await GatewayHost.Start();

        await (await Call(host, "POST", path)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task<HttpResponseMessage> Call(GatewayHost host, string method, string path, string user = "olga")
    {
        host.Console.Put("olga", "default", ["operator"]);
        using var login = await host.Post(
            "/api/v1/console/login", $$"""{"user":"{{user}}","password":"{{FakeConsole.Password}}","bearer":true}""");
        var request = new HttpRequestMessage(new(method), "/api/v1/console/" + path) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
        request.Headers.Authorization = new("Bearer", (await login.Json())["token"]!.GetValue<string>());
        return await host.Send(request);
    }
}
