using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using CustomerService.Core.Console;
using CustomerService.Gateway.Console.Oidc;
using CustomerService.Gateway.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.Gateway.Tests;

public sealed class ConsoleOidcTests : IAsyncLifetime
{
    private const string Api = "/api/v1/console/";

    private OidcProvider _provider = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OidcProvider.Start();
        _provider.Person["roles"] = new[] { "staff", "cs-lead" };
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Login_PersonWithARole_IsInAsIfByPassword()
    {
        await using var host = await Start();

        using var page = await LogIn(host);

        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/console");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        _provider.Asked["code_challenge_method"].ToString().ShouldBe("S256");
        _provider.Asked["response_type"].ToString().ShouldBe("code");
        var me = await (await host.Get(Api + "me")).Json();
        me["name"]!.GetValue<string>().ShouldBe("王小明");
        me["roles"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(["agent", "supervisor"]);
        me["tenant"]!.GetValue<string>().ShouldBe("default");
        me["external"]!.GetValue<bool>().ShouldBeTrue();
        var id = me["id"]!.GetValue<string>();
        id.ShouldStartWith("sso-");
        ConsoleAccount.IsId(id).ShouldBeTrue();
        host.Console.Audit.ShouldContain(a => a.Action == "login" && a.Account == id);
        // What changes something asks for the guard, as with a password.
        await (await Add(host, "new.one", null)).ShouldBeProblem(HttpStatusCode.Forbidden, "console_guard");
        (await Add(host, "new.one", me["guard"]!.GetValue<string>())).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Console.Audit.ShouldContain(a => a.Action == "add_account" && a.Account == id);
    }

    [Fact]
    public async Task Logout_EndsTheSessionAndThatOfTheProvider()
    {
        await using var host = await Start();
        using var page = await LogIn(host);
        var guard = (await (await host.Get(Api + "me")).Json())["guard"]!.GetValue<string>();

        using var request = new HttpRequestMessage(HttpMethod.Post, Api + "logout") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Console-Guard", guard);
        (await host.Send(request)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var over = await host.Get(Api + "oidc/logout");

        (await over.Text()).ShouldBe($"over for console, back to {host.Client.BaseAddress}console");
        await (await host.Get(Api + "me")).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
    }

    public static TheoryData<string> Lies => ["nonce", "no nonce", "audience", "issuer", "expired", "key", "unsigned"];

    [Theory, MemberData(nameof(Lies))]
    public async Task Login_TokenThatIsNotRight_IsRefused(string lie)
    {
        await using var host = await Start();
        _provider.Token = token => Lie(lie, token);

        using var page = await LogIn(host);

        await ShouldBeRefused(host, page, HttpStatusCode.BadRequest, "登录没有完成");
        _provider.Refused.ShouldBeNull("the provider gave a token");
        _provider.Token = null;
        using var right = await LogIn(host);
        right.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/console");
    }

    [Fact]
    public async Task Login_StateThatIsNotTheConsoles_IsRefused()
    {
        await using var host = await Start();
        foreach (var answer in new Func<Microsoft.AspNetCore.Http.IQueryCollection, string>[]
        {
            _ => "code=abc&state=forged",
            _ => "code=abc",
            asked => $"code=abc&state={Uri.EscapeDataString(Tampered(asked["state"].ToString()))}",
            _ => "error=access_denied&state=forged",
            asked => $"error=access_denied&state={Uri.EscapeDataString(asked["state"].ToString())}",
            asked => $"code=never-given&state={Uri.EscapeDataString(asked["state"].ToString())}",
        })
        {
            _provider.Answer = answer;
            using var page = await LogIn(host);
            await ShouldBeRefused(host, page, HttpStatusCode.BadRequest, "登录没有完成");
        }
    }

    [Fact]
    public async Task Login_AnswerBroughtToAnotherBrowser_IsRefused()
    {
        await using var host = await Start();
        // Somebody begins a login of their own and gives its end to somebody else to visit.
        string? end = null;
        _provider.Answer = asked =>
        {
            end = $"code=abc&state={Uri.EscapeDataString(asked["state"].ToString())}";
            return "error=stopped";
        };
        (await LogIn(host)).Dispose();
        using var other = new HttpClient { BaseAddress = host.Client.BaseAddress };

        using var page = await other.GetAsync($"{Api}oidc/callback?{end}", Token);

        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Login_NoRole_IsRefusedWithWhatToAskFor()
    {
        _provider.Person["roles"] = new[] { "staff", "Agent", "supervisor" };
        await using var host = await Start();

        using var page = await LogIn(host);

        var text = await ShouldBeRefused(host, page, HttpStatusCode.Forbidden, "没有客服台的角色");
        text.ShouldContain("请联系管理员，在统一登录系统里为您分配客服、主管、运营或审计角色");
        text.ShouldContain("roles");
        text.ShouldContain("lang=\"zh-CN\"");
        host.Console.Audit.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elsewhere")]
    [InlineData("default ")]
    public async Task Login_NoTenantServedHere_IsRefused(string? tenant)
    {
        if (tenant is not null)
            _provider.Person["shop"] = tenant;
        await using var host = await Start(("Gateway:Tenants:0", "default"), ("Gateway:Tenants:1", "other"), ("Console:Oidc:TenantClaim", "shop"));

        using var page = await LogIn(host);

        (await ShouldBeRefused(host, page, HttpStatusCode.Forbidden, "没有所属的店铺")).ShouldContain("（声明：shop）");
        _provider.Person["shop"] = "other";
        using var right = await LogIn(host);
        (await (await host.Get(Api + "me")).Json())["tenant"]!.GetValue<string>().ShouldBe("other");
    }

    [Fact]
    public async Task Login_Again_HasTheRolesOfNowAndStaysSwitchedOff()
    {
        await using var host = await Start(("Console:Oidc:SkillsClaim", "skills"));
        _provider.Person["skills"] = new[] { "complaint", "no such skill" };
        (await LogIn(host)).Dispose();
        var me = await (await host.Get(Api + "me")).Json();
        me["skills"]!.AsArray().Select(s => s!.GetValue<string>()).ShouldBe(["complaint"]);
        var account = (await host.Console.Find(me["id"]!.GetValue<string>(), Token))!;
        _provider.Person["roles"] = "cs-audit";

        (await LogIn(host)).Dispose();

        (await (await host.Get(Api + "me")).Json())["roles"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("auditor");
        await host.Console.Replace(account with { IsDisabled = true }, Token);
        using var page = await LogIn(host);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Text()).ShouldContain("账号已停用");
        (await host.Console.Find(account.Id, Token))!.IsDisabled.ShouldBeTrue();
    }

    [Fact]
    public async Task LocalLogin_Off_TakesNoPassword()
    {
        await using var host = await Start(("Console:LocalLogin", "false"));

        await (await Password(host, "boss", FakeConsole.Password)).ShouldBeProblem(HttpStatusCode.Forbidden, "local_login_off");
        (await (await host.Get(Api + "login/ways")).Text()).ShouldBe("""{"local":false,"oidc":true}""");
        await using var plain = await GatewayHost.Start();
        (await (await plain.Get(Api + "login/ways")).Text()).ShouldBe("""{"local":true,"oidc":false}""");
        (await plain.Get(Api + "oidc/login")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Account_OfTheProvider_TakesNoPasswordAndIsMadeByNobody()
    {
        await using var host = await Start();
        (await LogIn(host)).Dispose();
        var me = await (await host.Get(Api + "me")).Json();
        var (id, guard) = (me["id"]!.GetValue<string>(), me["guard"]!.GetValue<string>());

        await (await Password(host, id, "a password of nobody")).ShouldBeProblem(HttpStatusCode.Unauthorized, "login_failed");
        await (await Add(host, "sso-0123456789", guard)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_value");
        using var change = new HttpRequestMessage(HttpMethod.Put, Api + "accounts/" + id)
        {
            Content = JsonContent.Create(new { name = "王小明", roles = new[] { "agent" }, password = "a password of somebody" }),
        };
        change.Headers.Add("X-Console-Guard", guard);
        await (await host.Send(change)).ShouldBeProblem(HttpStatusCode.BadRequest, "external_account");
    }

    [Fact]
    public async Task Login_ProviderIsDown_SaysSo()
    {
        await using var host = await Start();
        await _provider.DisposeAsync();

        using var page = await LogIn(host);

        await ShouldBeRefused(host, page, HttpStatusCode.ServiceUnavailable, "单位登录系统暂时连不上");
    }

    [Fact]
    public async Task Login_EndsAtAnotherGateway_IsIn()
    {
        await using var first = await Start();
        await using var second = await Start();
        var jar = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false });
        var asks = (await browser.GetAsync(new Uri(first.Client.BaseAddress!, Api + "oidc/login"), Token)).Headers.Location!;
        var back = (await browser.GetAsync(asks, Token)).Headers.Location!;

        // As behind a balancer: the same address, another process. The provider is asked with the first one's address.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Client.BaseAddress!, back.PathAndQuery));
        using var end = await browser.SendAsync(request, Token);

        end.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        end.Headers.Location!.ToString().ShouldBe("/console#in");
        second.Console.Audit.ShouldHaveSingleItem().Action.ShouldBe("login");
    }

    [Fact]
    public async Task Login_PublicAddress_IsWhereTheProviderSendsBackTo()
    {
        await using var host = await Start(("Console:Oidc:PublicAddress", "https://kefu.example/"));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };

        using var answer = await browser.GetAsync(Api + "oidc/login", Token);

        answer.Headers.Location!.Query.ShouldContain("redirect_uri=https%3A%2F%2Fkefu.example%2Fapi%2Fv1%2Fconsole%2Foidc%2Fcallback");
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(c => c.Contains("secure", StringComparison.OrdinalIgnoreCase)
            && c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Console:Oidc:Authority", "http://login.example", "Console:Oidc:Authority is 'http://login.example'")]
    [InlineData("Console:Oidc:Authority", "login", "Console:Oidc:Authority is 'login'")]
    [InlineData("Console:Oidc:ClientId", "", "Console:Oidc:ClientId is missing")]
    [InlineData("Console:Oidc:ClientSecret", "", "Console:Oidc:ClientSecret is missing")]
    [InlineData("Console:Oidc:RoleClaim", "", "Console:Oidc:RoleClaim is empty")]
    [InlineData("Console:Oidc:PublicAddress", "http://kefu.example", "Console:Oidc:PublicAddress is 'http://kefu.example'")]
    [InlineData("Gateway:Tenants:1", "other", "Console:Oidc:TenantClaim is missing")]
    public async Task Start_WrongSetting_IsNamed(string key, string value, string told)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => Start(("Gateway:Tenants:0", "default"), (key, value)));

        failure.Failures.ShouldHaveSingleItem().ShouldStartWith(told);
        failure.Message.ShouldNotContain(OidcProvider.ClientSecret);
    }

    [Fact]
    public async Task Start_NobodyCouldLogInOrHaveARole_IsNamed()
    {
        (await Should.ThrowAsync<OptionsValidationException>(() => GatewayHost.Start(settings: [("Console:LocalLogin", "false")])))
            .Message.ShouldStartWith("Console:LocalLogin is false and Console:Oidc:Authority is not set");
        (await Should.ThrowAsync<OptionsValidationException>(() => GatewayHost.Start(settings:
        [
            ("Console:Oidc:Authority", _provider.Authority), ("Console:Oidc:ClientId", "x"), ("Console:Oidc:ClientSecret", "y"),
        ]))).Message.ShouldStartWith("Console:Oidc:Roles gives nobody a role");
    }

    [Fact]
    public void Unprotect_NotSealedByTheSecretForThePurpose_Throws()
    {
        var plain = Encoding.UTF8.GetBytes("state");
        var own = new SecretProtection("one secret").CreateProtector("state");
        var data = own.Protect(plain);

        new SecretProtection("one secret").CreateProtector("state").Unprotect(data).ShouldBe(plain);
        own.Protect(plain).ShouldNotBe(data);
        Should.Throw<CryptographicException>(() => new SecretProtection("other secret").CreateProtector("state").Unprotect(data));
        Should.Throw<CryptographicException>(() => new SecretProtection("one secret").CreateProtector("nonce").Unprotect(data));
        Should.Throw<CryptographicException>(() => own.Unprotect([.. data[..^1], (byte)(data[^1] ^ 1)]));
        Should.Throw<CryptographicException>(() => own.Unprotect([1, 2, 3]));
    }

    private static void Lie(string lie, SecurityTokenDescriptor token)
    {
        switch (lie)
        {
            case "nonce":
                token.Claims["nonce"] = "another";
                break;
            case "no nonce":
                token.Claims.Remove("nonce");
                break;
            case "audience":
                token.Audience = "another-client";
                break;
            case "issuer":
                token.Issuer = "https://login.elsewhere.example";
                break;
            case "expired":
                token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-2);
                break;
            case "key":
                token.SigningCredentials = new(OidcProvider.NewKey(), SecurityAlgorithms.RsaSha256);
                break;
            case "unsigned":
                token.SigningCredentials = null;
                break;
        }
    }

    private static string Tampered(string state) => state[..^2] + (state[^2] == 'A' ? 'B' : 'A') + state[^1];

    private static async Task<string> ShouldBeRefused(GatewayHost host, HttpResponseMessage page, HttpStatusCode status, string words)
    {
        var text = await page.Text();
        page.StatusCode.ShouldBe(status, text);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        text.ShouldContain(words);
        await (await host.Get(Api + "me")).ShouldBeProblem(HttpStatusCode.Unauthorized, "console_login");
        return text;
    }

    // As a browser: follows where it is sent, and keeps cookies.
    private static Task<HttpResponseMessage> LogIn(GatewayHost host) => host.Get(Api + "oidc/login");

    private static Task<HttpResponseMessage> Password(GatewayHost host, string user, string password) =>
        host.Post(Api + "login", $$"""{"user":"{{user}}","password":"{{password}}"}""");

    private static Task<HttpResponseMessage> Add(GatewayHost host, string id, string? guard)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Api + "accounts") { Content = JsonContent.Create(new { id, name = "新人", roles = new[] { "agent" } }) };
        if (guard is not null)
            request.Headers.Add("X-Console-Guard", guard);
        return host.Send(request);
    }

    // What a test sets takes the place of what stands here.
    private Task<GatewayHost> Start(params (string Key, string Value)[] settings) => GatewayHost.Start(kestrel: true, settings: [.. settings.Concat(
    [
        ("Console:Oidc:Authority", _provider.Authority), ("Console:Oidc:ClientId", OidcProvider.ClientId),
        ("Console:Oidc:ClientSecret", OidcProvider.ClientSecret), ("Console:Oidc:Roles:Agent:0", "cs-agent"), ("Console:Oidc:Roles:Agent:1", "cs-lead"),
        ("Console:Oidc:Roles:Supervisor:0", "cs-lead"), ("Console:Oidc:Roles:Auditor:0", "cs-audit"),
    ]).DistinctBy(s => s.Item1)]);
}
