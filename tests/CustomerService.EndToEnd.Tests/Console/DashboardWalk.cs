using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Core.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>Whoever may see the dashboard of Orleans sees it, and nobody else.</summary>
internal static class DashboardWalk
{
    public const string Path = "/api/v1/console/orleans/";

    private const string Password = "a password of the dashboard's walk";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Of a host that is walked: the dashboard, the first account and a second tenant.</summary>
    public static string[] Settings { get; } =
    [
        "--Dashboard:Enabled=true", LoginSetting, "--Gateway:Tenants:0=default", "--Gateway:Tenants:1=other",
        "--Shop:Tenants:0=default", "--Shop:Tenants:1=other",
    ];

    /// <summary>Makes the first account.</summary>
    public static string LoginSetting => $"--Console:FirstPassword={Password}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ConsoleClient> LogIn(HttpClient http, string user = "admin") => ConsoleClient.LogIn(http, user, Password);

    public static async Task IsForOperatorsAlone(IChatTarget target, int silos)
    {
        using var http = target.Client();
        var admin = await LogIn(http);
        var stranger = await LogIn(http, "admin.other");
        var agent = await Account(http, admin, ConsoleRoles.Agent);
        var operators = await Account(http, admin, ConsoleRoles.Operator);

        foreach (var path in new[] { Path, Path + "index.min.js", Path + "ClusterStats", Path + "DashboardCounters" })
        {
            (await Status(new ConsoleClient(http, "nobody", null), path)).ShouldBe(HttpStatusCode.Unauthorized, path);
            (await Status(agent, path)).ShouldBe(HttpStatusCode.Forbidden, path);
            (await Status(stranger, path)).ShouldBe(HttpStatusCode.Forbidden, path);
            (await Status(operators, path)).ShouldBe(HttpStatusCode.OK, path);
        }
        (await Status(operators, Path + "GrainState?grainId=default.web.x&grainType=conversation")).ShouldBe(HttpStatusCode.NotFound);

        using var page = await operators.Call("GET", Path);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self';");
        (await page.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Orleans Dashboard");
        using var chat = await http.GetAsync("/chat", Cancellation);
        chat.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldNotContain("unsafe-inline");
        // It counts every few seconds: a silo that has just come back is shown a little later.
        var began = TimeProvider.System.GetTimestamp();
        while (await Silos(operators) != silos && TimeProvider.System.GetElapsedTime(began) < Patience)
            await Task.Delay(BetweenLooks, TimeProvider.System, Cancellation);
        (await Silos(operators)).ShouldBe(silos);
    }

    private static async Task<int> Silos(ConsoleClient operators)
    {
        using var counters = await operators.Call("GET", Path + "DashboardCounters");
        return (await counters.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("totalActiveHostCount").GetInt32();
    }

    private static async Task<HttpStatusCode> Status(ConsoleClient caller, string path)
    {
        using var answer = await caller.Call("GET", path);
        return answer.StatusCode;
    }

    private static async Task<ConsoleClient> Account(HttpClient http, ConsoleClient admin, string role)
    {
        var account = await admin.Do("POST", "accounts", new JsonObject
        {
            ["id"] = role, ["name"] = role, ["roles"] = new JsonArray(role), ["skills"] = new JsonArray("general"),
        });
        return await ConsoleClient.LogIn(http, role, account.GetProperty("password").GetString()!);
    }
}
