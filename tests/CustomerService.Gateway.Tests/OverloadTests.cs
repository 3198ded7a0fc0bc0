using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
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

    [Theory]
    [InlineData(null, "当前咨询人数较多")]
    [InlineData("en", "Too busy")]
    public async Task Post_EveryoneFarBehind_IsRefusedBeforeItsBodyIsRead(string? language, string title)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time);

        await Behind(host, time, TimeSpan.FromSeconds(31));
        using var refused = await host.Post("/api/v1/messages", "{ this is no JSON", language);

        (await refused.ShouldBeProblem(HttpStatusCode.TooManyRequests, "busy"))["title"]!.GetValue<string>().ShouldBe(title);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(10, 15);
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        refused.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await (await host.Get("/metrics")).Text()).ShouldMatch("""customer_service_gateway_messages_total\{[^}]*channel="unread"[^}]*outcome="busy"[^}]*\} 1""");
    }

    [Fact]
    public async Task Post_OneTenantOfTwoFarBehind_IsReadAndTheOtherComesIn()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time, settings: [("Gateway:Tenants:0", "default"), ("Gateway:Tenants:1", "second")]);

        await Behind(host, time, TimeSpan.FromSeconds(31));
        using var response = await host.Post("/api/v1/messages", "{ this is no JSON");

        await response.ShouldBeProblem(HttpStatusCode.BadRequest, "malformed_json");
    }

    [Fact]
    public async Task Post_RefusedWithItsBodyUnread_ConnectionGoesOn()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time, kestrel: true);
        await Behind(host, time, TimeSpan.FromSeconds(31));
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);

        for (var i = 0; i < 3; i++)
        {
            // More than the server has read when it answers.
            var body = new string('x', 60_000);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
                TestContext.Current.CancellationToken);

            (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("HTTP/1.1 429 Too Many Requests");
            var length = 0;
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } header)
            {
                if (header.StartsWith("Content-Length: ", StringComparison.Ordinal))
                    length = int.Parse(header[16..], CultureInfo.InvariantCulture);
            }
            // Counted in bytes; the reader gives characters.
            var text = new StringBuilder();
            while (Encoding.UTF8.GetByteCount(text.ToString()) < length)
                text.Append((char)reader.Read());
        }
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
