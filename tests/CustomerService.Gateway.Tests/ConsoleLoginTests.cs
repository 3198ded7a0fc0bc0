using System.Net;
using System.Text.Json;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace CustomerService.Gateway.Tests;

public sealed class ConsoleLoginTests
{
    [Theory]
    [InlineData("amy", "wrong")]
    [InlineData("nobody", FakeConsole.Password)]
    public async Task Login_WrongUserOrPassword_Is401AndTellsNotWhich(string user, string password)
    {
        await using var host = await GatewayHost.Start();

        await (await LogIn(host, user, password)).ShouldBeProblem(HttpStatusCode.Unauthorized, "login_failed");
    }

    [Fact]
    public async Task Login_GuessedTooOften_IsLockedForAWhile()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time);
        for (var i = 0; i < 5; i++)
            await (await LogIn(host, "amy", "wrong")).ShouldBeProblem(HttpStatusCode.Unauthorized, "login_failed");

        var locked = await LogIn(host, "amy", FakeConsole.Password);
        await locked.ShouldBeProblem(HttpStatusCode.TooManyRequests, "login_locked");
        locked.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(5));
        (await LogIn(host, "boss", FakeConsole.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);

        time.Advance(TimeSpan.FromMinutes(5));
        (await LogIn(host, "amy", FakeConsole.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_Browser_GetsACookieThatScriptsAndOtherSitesCannotUse()
    {
        await using var host = await GatewayHost.Start();

        var cookie = (await LogIn(host, "amy", FakeConsole.Password)).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldContain("path=/api/v1/console", Case.Insensitive);
    }

    [Theory]
    [InlineData("GET", "me")]
    [InlineData("GET", "desk")]
    [InlineData("GET", "stream")]
    [InlineData("GET", "conversations/default.web.x/events")]
    [InlineData("GET", "conversations/default.web.x/briefing")]
    [InlineData("GET", "conversations/default.web.x/shopper")]
    [InlineData("GET", "products?q=x")]
    [InlineData("GET", "accounts")]
    [InlineData("GET", "figures")]
    [InlineData("GET", "audit")]
    [InlineData("POST", "next")]
    [InlineData("POST", "conversations/default.web.x/accept")]
    [InlineData("POST", "conversations/default.web.x/messages")]
    [InlineData("PUT", "presence")]
    public async Task Call_WithoutALogin_Is401(string method, string path)
    {
        await using var host = await GatewayHost.Start();

        await (await Call(host, method, path, null)).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
        await (await Call(host, method, path, "Bearer nonsense")).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
    }

    [Fact]
    public async Task Call_AfterLogoutDisablingOrTheEnd_Is401()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time);
        var (first, second, third) = (await Bearer(host, "amy"), await Bearer(host, "amy"), await Bearer(host, "boss"));

        (await Call(host, "POST", "logout", first)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await Call(host, "GET", "me", first)).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
        (await Call(host, "GET", "me", second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Console.Put("amy", "default", ["agent"], disabled: true);
        await (await Call(host, "GET", "me", second)).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
        time.Advance(TimeSpan.FromDays(91));
        await (await Call(host, "GET", "me", third)).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
    }

    [Fact]
    public async Task Call_CookieWithoutItsGuard_ReadsAndChangesNothing()
    {
        await using var host = await GatewayHost.Start();
        var login = await LogIn(host, "amy", FakeConsole.Password);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var guard = (await login.Json())["guard"]!.GetValue<string>();

        (await Call(host, "GET", "me", null, cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Call(host, "PUT", "presence", null, cookie)).ShouldBeProblem(HttpStatusCode.Forbidden, "console_guard");
        await (await Call(host, "PUT", "presence", null, cookie, guard + "x")).ShouldBeProblem(HttpStatusCode.Forbidden, "console_guard");
        host.Cluster.Desk.Do(Arg.Any<DeskCommand>()).Returns(new DeskAnswer(DeskCodes.Ok));
        (await Call(host, "PUT", "presence", null, cookie, guard, """{"state":"online"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "accounts")]
    [InlineData("GET", "figures")]
    [InlineData("GET", "audit")]
    [InlineData("GET", "coupons")]
    [InlineData("POST", "conversations/default.web.x/take-over")]
    public async Task Call_WithoutTheRole_Is403(string method, string path)
    {
        await using var host = await GatewayHost.Start();

        await (await Call(host, method, path, await Bearer(host, "amy"))).ShouldBeProblem(HttpStatusCode.Forbidden, "console_forbidden");
    }

    [Theory]
    [InlineData("conversations/other.web.x/events")]
    [InlineData("conversations/default.web.x/events")]
    [InlineData("conversations/nonsense/briefing")]
    public async Task Get_ConversationThatIsNotTheirs_Is404AndNotAudited(string path)
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.View(Arg.Any<string?>(), Arg.Any<long>()).Returns(new DeskView("e", 1, true, [Ticket("default.web.x", "bob")], [], []));

        await (await Call(host, "GET", path, await Bearer(host, "amy"))).ShouldBeProblem(HttpStatusCode.NotFound, "ticket_not_found");

        host.Console.Audit.ShouldNotContain(e => e.Action.StartsWith("read"));
    }

    [Fact]
    public async Task Get_ConversationOfTheirs_IsAudited()
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.View(Arg.Any<string?>(), Arg.Any<long>()).Returns(new DeskView("e", 1, true, [Ticket("default.web.x", "amy")], [], []));

        (await Call(host, "GET", "conversations/default.web.x/events", await Bearer(host, "amy"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        host.Console.Audit.Last().ShouldSatisfyAllConditions(
            e => e.Account.ShouldBe("amy"), e => e.Action.ShouldBe("read_conversation"), e => e.Subject.ShouldBe("default.web.x"));
    }

    [Fact]
    public async Task Get_Desk_ShowsAnAgentOnlyWhatIsTheirs()
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.View(Arg.Any<string?>(), Arg.Any<long>()).Returns(new DeskView(
            "e", 1, true,
            [
                Ticket("default.web.mine", "amy"), Ticket("default.web.bobs", "bob"), Ticket("default.web.queue", null),
                Ticket("default.web.other", null) with { Skill = "presale" },
            ],
            [], []));

        var mine = (await (await Call(host, "GET", "desk", await Bearer(host, "amy"))).Json())["tickets"]!.AsArray();
        var all = (await (await Call(host, "GET", "desk", await Bearer(host, "boss"))).Json())["tickets"]!.AsArray();

        mine.Select(t => t!["conversation"]!.GetValue<string>()).ShouldBe(["default.web.mine", "default.web.queue"], ignoreOrder: true);
        all.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{}""", "operationId")]
    [InlineData("""{"operationId":"short"}""", "operationId")]
    [InlineData("""{"operationId":"operation_1"}""", "operationId")]
    [InlineData("""{"operationId":"operation-1"}""", "text")]
    [InlineData("""{"operationId":"operation-1","products":["P-none"]}""", "products")]
    [InlineData("""{"operationId":"operation-1","text":"a\u0000"}""", "text")]
    public async Task Post_MessageThatIsWrong_Is400AndNamesIt(string body, string field)
    {
        await using var host = await GatewayHost.Start();

        var response = await Call(host, "POST", "conversations/default.web.x/messages", await Bearer(host, "amy"), body: body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Json())["field"]!.GetValue<string>().ShouldBe(field);
        await host.Cluster.Desk.DidNotReceive().Do(Arg.Any<DeskCommand>());
    }

    [Theory]
    [InlineData(DeskCodes.Taken, HttpStatusCode.Conflict, "desk_refused")]
    [InlineData(DeskCodes.Full, HttpStatusCode.Conflict, "desk_refused")]
    [InlineData(DeskCodes.NotFound, HttpStatusCode.NotFound, "ticket_not_found")]
    public async Task Post_RefusedByTheDesk_SaysWhy(string code, HttpStatusCode status, string problem)
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.Do(Arg.Any<DeskCommand>()).Returns(new DeskAnswer(code));

        var response = await Call(
            host, "POST", "conversations/default.web.x/accept", await Bearer(host, "amy"), body: """{"operationId":"operation-1"}""");

        await response.ShouldBeProblem(status, problem);
    }

    [Theory]
    [InlineData("amy", "20", HttpStatusCode.OK)]
    [InlineData("amy", "20.01", HttpStatusCode.BadRequest)]
    [InlineData("amy", "0", HttpStatusCode.BadRequest)]
    [InlineData("amy", "-5", HttpStatusCode.BadRequest)]
    [InlineData("amy", "1.005", HttpStatusCode.BadRequest)]
    [InlineData("amy", "null", HttpStatusCode.BadRequest)]
    [InlineData("boss", "50", HttpStatusCode.OK)]
    [InlineData("boss", "50.01", HttpStatusCode.BadRequest)]
    [InlineData("auditor", "5", HttpStatusCode.Forbidden)]
    public async Task Post_Coupon_ByRoleAndAmount(string user, string amount, HttpStatusCode status)
    {
        await using var host = await GatewayHost.Start();
        host.Console.Put("auditor", "default", ["auditor", "operator"]);
        host.Cluster.Desk.Do(Arg.Any<DeskCommand>()).Returns(new DeskAnswer(DeskCodes.Ok));

        var response = await Call(
            host, "POST", "conversations/default.web.x/coupon", await Bearer(host, user),
            body: $$"""{"operationId":"operation-1","amount":{{amount}}}""");

        response.StatusCode.ShouldBe(status);
        var given = status == HttpStatusCode.OK;
        await host.Cluster.Desk.Received(given ? 1 : 0).Do(Arg.Is<DeskCommand>(c => c.Kind == DeskCommandKind.GiveCoupon));
        host.Console.Audit.Count(e => e.Action == "give_coupon" && e.Account == user).ShouldBe(given ? 1 : 0);
    }

    private static TicketView Ticket(string conversation, string? agent) => new(
        conversation, conversation + ":1", agent is null ? "waiting" : "active", "general", DateTimeOffset.UnixEpoch,
        new(conversation + ":1", conversation, "asked", DateTimeOffset.UnixEpoch)) { Agent = agent };

    private static Task<HttpResponseMessage> LogIn(GatewayHost host, string user, string password, bool bearer = false) =>
        host.Post("/api/v1/console/login", JsonSerializer.Serialize(new { user, password, bearer }));

    private static async Task<string> Bearer(GatewayHost host, string user) =>
        "Bearer " + (await (await LogIn(host, user, FakeConsole.Password, bearer: true)).Json())["token"]!.GetValue<string>();

    private static Task<HttpResponseMessage> Call(
        GatewayHost host, string method, string path, string? authorization, string? cookie = null, string? guard = null, string? body = null)
    {
        var request = new HttpRequestMessage(new(method), "/api/v1/console/" + path);
        if (method != "GET")
            request.Content = new StringContent(body ?? "{}", System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in new[] { ("Authorization", authorization), ("Cookie", cookie), ("X-Console-Guard", guard) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return host.Send(request);
    }
}
