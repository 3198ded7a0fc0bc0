using System.Text.RegularExpressions;
using CustomerService.Gateway.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>Login by an organisation's own login, in a real browser against a real host.</summary>
public sealed class OidcLoginTests : IAsyncLifetime
{
    private OidcProvider _provider = null!;
    private BrowserHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await OidcProvider.Start();
        _host = new(
            "--Console:LocalLogin=false", $"--Console:Oidc:Authority={_provider.Authority}", $"--Console:Oidc:ClientId={OidcProvider.ClientId}",
            $"--Console:Oidc:ClientSecret={OidcProvider.ClientSecret}", "--Console:Oidc:Roles:Agent:0=cs-agent");
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Console_LocalLoginOff_PeopleComeAndGoByTheProvider()
    {
        await using var window = await _host.Open("console");
        await Expect(window.Page.Locator("#sso")).ToHaveTextAsync("单位账号登录");
        await Expect(window.Page.Locator("#user")).ToBeHiddenAsync();

        await window.Page.Locator("#sso").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("没有客服台的角色");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("请联系管理员");

        _provider.Person["roles"] = new[] { "cs-agent" };
        await window.Page.Locator("main a").ClickAsync();
        await window.Page.Locator("#sso").ClickAsync();
        await Expect(window.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "online");
        await Expect(window.Page.Locator("#me")).ToContainTextAsync("王小明");
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "online");
        // The refusal is an answer of 403, which a browser notes.
        (await window.Complaints()).ShouldAllBe(c => c.Contains("403"));

        await window.Page.Locator("#logout").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"^{Regex.Escape(_provider.Authority)}/end", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await window.Page.GotoAsync("console");
        await Expect(window.Page.Locator("#sso")).ToBeVisibleAsync();
    }
}
