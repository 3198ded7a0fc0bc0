using System.Net;
using System.Text.Json;
using CustomerService.Gateway.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Gateway.Tests;

public sealed class OverloadTests
{
    private const string Message = """{"user":"u1","messageId":"m1","text":"在吗"}""";

    [Fact]
    public async Task Post_AnswersFarBehind_IsRefusedUntilTheyHaveCaughtUp()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time, settings: [("Gateway:Channels:0", "web"), ("Gateway:Channels:1", "app"), ("Gateway:Overload:NeverRefuse:0", "app")]);

        await Behind(host, time, TimeSpan.FromSeconds(31));
        var refused = await host.Post("/api/v1/messages", Message);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(10, 15);
        (await refused.Text()).ShouldContain("busy");
        host.Inbox.All.ShouldBeEmpty();
        var kept = await host.Post("/api/v1/messages", Message.Replace("{", """{"channel":"app",""", StringComparison.Ordinal));
        kept.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await Behind(host, time, null);
        (await host.Post("/api/v1/messages", Message)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_AnswersSomewhatBehind_TellsTheWait()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time);

        await Behind(host, time, TimeSpan.FromSeconds(8));
        var accepted = await host.Post("/api/v1/messages", Message);

        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        JsonDocument.Parse(await accepted.Text()).RootElement.GetProperty("expectedWait").GetInt32().ShouldBeInRange(8, 12);
    }

    [Fact]
    public async Task Post_OneTenantFarBehind_TheOthersAreNotRefusedAndNotTold()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time, settings: [("Gateway:Tenants:0", "default"), ("Gateway:Tenants:1", "second")]);

        await Behind(host, time, TimeSpan.FromSeconds(31));
        (await host.Post("/api/v1/messages", Message)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var other = await host.Post("/api/v1/messages", Message.Replace("{", """{"tenant":"second",""", StringComparison.Ordinal));

        other.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        JsonDocument.Parse(await other.Text()).RootElement.TryGetProperty("expectedWait", out _).ShouldBeFalse();
    }

    // The next look at the inbox has been taken when the number of looks has grown.
    private static async Task Behind(GatewayHost host, FakeTimeProvider time, TimeSpan? delay)
    {
        host.Inbox.BehindAt = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (delay is { } behind)
            host.Inbox.BehindAt = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["default"] = time.GetUtcNow() - behind };
        var looks = host.Inbox.Looks;
        await Answers.Eventually(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return host.Inbox.Looks > looks + 1;
        });
    }
}
