using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Tests.Support;
using NSubstitute;

namespace CustomerService.Gateway.Tests;

/// <summary>What another site, or somebody at the same browser before, can make of a login.</summary>
public sealed class ConsoleForgeryTests
{
    private const string Prefix = "/api/v1/console";

    [Fact]
    public async Task Call_EveryRouteThatChanges_CookieAloneIsNotEnough()
    {
        await using var host = await GatewayHost.Start();
        var (cookie, _) = await LogIn(host);
        var routes = await Changing(host);
        routes.Count.ShouldBeGreaterThan(12);

        foreach (var (method, path) in routes)
        {
            foreach (var guard in new[] { null, "", "wrong", cookie.Split('=')[1] })
            {
                using var answer = await Call(host, method, path, cookie, guard, "{}");
                await answer.ShouldBeProblem(HttpStatusCode.Forbidden, "console_guard");
            }
        }

        await host.Cluster.Desk.DidNotReceive().Do(Arg.Any<DeskCommand>());
    }

    /// <summary>A form or an image of another site can send no JSON.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task Login_AsAFormOfAnotherSite_Is415(string type)
    {
        await using var host = await GatewayHost.Start();
        var body = JsonSerializer.Serialize(new { user = "amy", password = FakeConsole.Password });

        using var answer = await host.Post($"{Prefix}/login", new StringContent(body, Encoding.UTF8, type));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Login_WithACookiePlantedBefore_GetsAnotherAndThePlantedOneOpensNothing()
    {
        await using var host = await GatewayHost.Start();
        var planted = new string('p', 43);

        var (cookie, guard) = await LogIn(host, planted);
        var (second, secondGuard) = await LogIn(host);

        cookie.ShouldNotContain(planted);
        second.ShouldNotBe(cookie);
        secondGuard.ShouldNotBe(guard);
        using var stolen = await Call(host, "GET", "/me", $"cs_console={planted}", null);
        await stolen.ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
        using var own = await Call(host, "GET", "/me", cookie, null);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The guard of one login is no good for another: neither of the same account nor of another one.</summary>
    [Fact]
    public async Task Call_GuardOfAnotherLogin_Is403()
    {
        await using var host = await GatewayHost.Start();
        var (cookie, _) = await LogIn(host);
        var (_, guard) = await LogIn(host);

        using var answer = await Call(host, "PUT", "/presence", cookie, guard, """{"state":"online"}""");

        await answer.ShouldBeProblem(HttpStatusCode.Forbidden, "console_guard");
    }

    [Fact]
    public async Task Logout_TheCookieItself_OpensNothingAnyMore()
    {
        await using var host = await GatewayHost.Start();
        var (cookie, guard) = await LogIn(host);

        (await Call(host, "POST", "/logout", cookie, guard)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var again = await Call(host, "GET", "/me", cookie, null);
        await again.ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
    }

    /// <summary>Pages of other origins get no leave to read answers that carry the cookie.</summary>
    [Fact]
    public async Task Call_FromAnotherOrigin_GetsNoLeaveToRead()
    {
        await using var host = await GatewayHost.Start();
        var (cookie, _) = await LogIn(host);

        using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + "/me");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        using var answer = await host.Send(request);

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    private static async Task<(string Cookie, string Guard)> LogIn(GatewayHost host, string? planted = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Prefix + "/login")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { user = "boss", password = FakeConsole.Password }), Encoding.UTF8, "application/json"),
        };
        if (planted is not null)
            request.Headers.TryAddWithoutValidation("Cookie", $"cs_console={planted}");
        using var login = await host.Send(request);
        login.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (login.Headers.GetValues("Set-Cookie").Single().Split(';')[0], (await login.Json())["guard"]!.GetValue<string>());
    }

    private static async Task<IReadOnlyList<(string Method, string Path)>> Changing(GatewayHost host)
    {
        var document = JsonNode.Parse(await (await host.Get("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return [.. document["paths"]!.AsObject().Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal) && !p.Key.EndsWith("/login", StringComparison.Ordinal))
            .SelectMany(p => p.Value!.AsObject().Where(m => m.Key != "get").Select(m =>
                (m.Key.ToUpperInvariant(), p.Key[Prefix.Length..].Replace("{id}", "default.web.x", StringComparison.Ordinal))))];
    }

    private static Task<HttpResponseMessage> Call(GatewayHost host, string method, string path, string cookie, string? guard, string body = "{}")
    {
        var request = new HttpRequestMessage(new(method), Prefix + path);
        if (method != "GET")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (guard is not null)
            request.Headers.TryAddWithoutValidation("X-Console-Guard", guard);
        return host.Send(request);
    }
}
