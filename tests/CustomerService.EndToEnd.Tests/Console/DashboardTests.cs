using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Core.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>The dashboard of Orleans stands behind the console's login: in one process, and at a gateway of a cluster.</summary>
public sealed class DashboardTests
{
    private const string Password = "a password of the walk";
    private const string Path = "/api/v1/console/orleans/";

    private static readonly string[] Settings =
    [
        "--Dashboard:Enabled=true", $"--Console:FirstPassword={Password}", "--Gateway:Tenants:0=default", "--Gateway:Tenants:1=other",
        "--Shop:Tenants:0=default", "--Shop:Tenants:1=other",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_Standalone_IsForOperatorsAlone()
    {
        await using var shop = await ShopHost.Run(Settings);

        await IsForOperatorsAlone(shop, silos: 1);
    }

    [Fact]
    public async Task Dashboard_AtAGateway_IsForOperatorsAloneAndShowsTheSilos()
    {
        await using var cluster = new ClusterHost(silos: 2, gateways: 1, Settings);
        await cluster.Start(Cancellation);

        await IsForOperatorsAlone(cluster, silos: 2);
    }

    [Fact]
    public async Task Dashboard_NotTurnedOn_IsNotThere()
    {
        await using var shop = await ShopHost.Run($"--Console:FirstPassword={Password}");
        var admin = await ConsoleClient.LogIn(shop.Http, "admin", Password);

        using var answer = await admin.Call("GET", Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task IsForOperatorsAlone(IChatTarget target, int silos)
    {
        using var http = target.Client();
        var admin = await ConsoleClient.LogIn(http, "admin", Password);
        var stranger = await ConsoleClient.LogIn(http, "admin.other", Password);
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
        using var counters = await operators.Call("GET", Path + "DashboardCounters");
        (await counters.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("totalActiveHostCount").GetInt32().ShouldBe(silos);
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
