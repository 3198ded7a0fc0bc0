using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>Walks every route of the console's API, as its document lists them, with what belongs to somebody else.</summary>
public sealed class TenantWalkTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private const string Prefix = "/api/v1/console";

    // What each operation is called with, beside its path: a body that would be taken, and the query. A route that is not
    // here fails the walk, so that nobody adds one that is not tried.
    private static readonly Dictionary<string, (string? Body, string Query)> Operations = new(StringComparer.Ordinal)
    {
        ["consoleLogout"] = ("{}", ""),
        ["consoleMe"] = (null, ""),
        ["consoleDesk"] = (null, ""),
        ["consoleStream"] = (null, "?watch={foreign}&seen={foreign}:0"),
        ["consolePresence"] = ("""{"state":"online"}""", ""),
        ["consoleNext"] = ("""{"operationId":"{op}"}""", ""),
        ["consoleAccept"] = ("""{"operationId":"{op}"}""", ""),
        ["consoleTakeOver"] = ("""{"operationId":"{op}"}""", ""),
        ["consoleTransfer"] = ("""{"operationId":"{op}","toSkill":"general"}""", ""),
        ["consoleNote"] = ("""{"operationId":"{op}","text":"x"}""", ""),
        ["consoleSay"] = ("""{"operationId":"{op}","text":"x"}""", ""),
        ["consoleCoupon"] = ("""{"operationId":"{op}","amount":1}""", ""),
        ["consoleBackToBot"] = ("""{"operationId":"{op}"}""", ""),
        ["consoleClose"] = ("""{"operationId":"{op}","code":"solved"}""", ""),
        ["consoleTyping"] = ("""{"operationId":"{op}","typing":true}""", ""),
        ["consoleEvents"] = (null, "?after=0"),
        ["consoleBriefing"] = (null, ""),
        ["consoleShopper"] = (null, ""),
        ["consoleProducts"] = (null, "?q=a"),
        ["consoleAccounts"] = (null, ""),
        ["consoleAddAccount"] = ("""{"id":"","name":"x","roles":["agent"]}""", ""),
        ["consoleChangeAccount"] = ("""{"name":"x","roles":["supervisor"],"password":"a password of a thief"}""", ""),
        ["consoleFigures"] = (null, "?group=agent&days=90"),
        ["consoleCoupons"] = (null, ""),
        ["consoleCanned"] = ("""{"replies":[{"key":"b","title":"mine","text":"mine"}]}""", ""),
        ["consoleWebhooks"] = (null, ""),
        ["consoleWebhook"] = (null, ""),
        ["consoleRetryWebhook"] = ("{}", ""),
        ["consoleDropWebhook"] = (null, ""),
        ["consoleEnableWebhooks"] = ("{}", ""),
        ["consoleAudit"] = (null, ""),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Walk_WithoutALogin_IsRefusedEverywhere()
    {
        var nobody = new ConsoleClient(tenants.Shop.Http, "nobody", null);
        var forged = new ConsoleClient(tenants.Shop.Http, "forged", new string('x', 43));
        foreach (var route in await Routes())
        {
            foreach (var client in new[] { nobody, forged })
            {
                var (status, text) = await Call(client, route);
                status.ShouldBe(HttpStatusCode.Unauthorized, $"{client.Name} {route.Method} {route.Path}");
                text.ShouldNotContain(tenants.Other.Mark);
            }
        }
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("supervisor")]
    [InlineData("operator")]
    [InlineData("auditor")]
    public async Task Walk_WithALoginOfAnotherTenant_ShowsAndChangesNothing(string role)
    {
        var thief = tenants.Mine.Roles[role];
        var before = await Snapshot();
        foreach (var route in (await Routes()).Where(r => r.Operation != "consoleLogout"))
        {
            var (status, text) = await Call(thief, route);
            if (route.Path.Contains("{id}", StringComparison.Ordinal))
                status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
            ((int)status).ShouldBeLessThan(500, $"{role} {route.Method} {route.Path}");
            text.ShouldNotContain(tenants.Other.Mark, Case.Sensitive, $"{role} {route.Method} {route.Path}");
            text.ShouldNotContain(tenants.Other.Conversation, Case.Sensitive, $"{role} {route.Method} {route.Path}");
        }
        (await Snapshot()).ShouldBe(before);
    }

    /// <summary>The walk would see the mark where it is: without this the tests above could not fail.</summary>
    [Fact]
    public async Task Walk_WithALoginOfTheOwner_ShowsTheMark()
    {
        var seen = new List<string>();
        foreach (var route in (await Routes()).Where(r => r.Method == "GET"))
        {
            // Side by side: a stream takes some seconds to its first ping.
            var told = await Task.WhenAll(tenants.Other.Roles.Values.Select(client => Call(client, route)));
            if (told.Any(t => t.Text.Contains(tenants.Other.Mark, StringComparison.Ordinal) || t.Text.Contains(tenants.Other.Conversation, StringComparison.Ordinal)))
                seen.Add(route.Operation);
        }
        seen.Order(StringComparer.Ordinal).ShouldBe(
            ["consoleAccounts", "consoleAudit", "consoleBriefing", "consoleCoupons", "consoleDesk", "consoleEvents", "consoleMe", "consoleStream"]);
    }

    /// <summary>A number guessed in a shopper's own API opens nothing: the id of a conversation is a secret of 160 bits.</summary>
    [Fact]
    public async Task Get_EventsOfAGuessedConversation_Is404()
    {
        var guessed = tenants.Other.Conversation[..^1] + (tenants.Other.Conversation[^1] == 'a' ? 'b' : 'a');

        using var answer = await tenants.Shop.Http.GetAsync($"/api/v1/conversations/{guessed}/events?after=0", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(HttpStatusCode Status, string Text)> Call(ConsoleClient client, Route route)
    {
        var (body, query) = Operations[route.Operation];
        var id = route.Path.Contains("accounts", StringComparison.Ordinal) ? tenants.Other.Account : tenants.Other.Conversation;
        var path = route.Path.Replace("{id}", id, StringComparison.Ordinal) + query.Replace("{foreign}", tenants.Other.Conversation, StringComparison.Ordinal);
        using var answer = await client.Call(route.Method, path, body is null ? null : JsonNode.Parse(body.Replace("{op}", client.Operation(), StringComparison.Ordinal)));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? await Beginning(answer)
            : await answer.Content.ReadAsStringAsync(Cancellation));
    }

    // What a stream says until its first ping: the desk, and the talks that follow it.
    private static async Task<string> Beginning(HttpResponseMessage answer)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(Cancellation) is { } line && line != "event: ping")
            text.AppendLine(line);
        return text.ToString();
    }

    private async Task<IReadOnlyList<Route>> Routes()
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await tenants.Shop.Http.GetStringAsync("/openapi/v1.json", Cancellation));
        Route[] routes =
        [
            .. document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .SelectMany(p => p.Value.EnumerateObject().Select(m => new Route(m.Name.ToUpperInvariant(), p.Name, m.Value.GetProperty("operationId").GetString()!)))
                .Where(r => r.Operation != "consoleLogin"),
        ];
        routes.Select(r => r.Operation).Except(Operations.Keys).ShouldBeEmpty("a route is new: say in Operations what it is called with");
        Operations.Keys.Except(routes.Select(r => r.Operation)).ShouldBeEmpty("a route is gone");
        return routes;
    }

    // What the other tenant has, as its supervisor and auditor see it; the times of signs of life are no part of it.
    private async Task<string> Snapshot()
    {
        var side = tenants.Other;
        var supervisor = side.Roles["supervisor"];
        // A sign of life, so that the agent of the conversation is not lost in the meantime.
        await side.Roles["agent"].Do("PUT", "presence", new() { ["state"] = "online" });
        var events = await supervisor.Do("GET", $"conversations/{side.Conversation}/events?limit=500");
        var accounts = await supervisor.Do("GET", "accounts");
        var coupons = await supervisor.Do("GET", "coupons");
        var me = await supervisor.Do("GET", "me");
        var ticket = (await supervisor.Do("GET", "desk")).GetProperty("tickets");
        return string.Join('\n', events, accounts, coupons, me.GetProperty("canned"), ticket);
    }

    private sealed record Route(string Method, string Path, string Operation);
}
