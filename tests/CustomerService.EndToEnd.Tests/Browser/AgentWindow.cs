using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>An agent at the console.</summary>
internal sealed class AgentWindow(BrowserWindow window) : IAsyncDisposable
{
    public IPage Page => window.Page;

    public ILocator Queue => Page.Locator("#queue .row");

    public ILocator Mine => Page.Locator("#mine .row");

    public ILocator Said => Page.Locator("#events .said");

    public static async Task<AgentWindow> LogIn(BrowserHost host, string user, string password)
    {
        var window = await host.Open("console");
        await window.Page.Locator("#user").FillAsync(user);
        await window.Page.Locator("#password").FillAsync(password);
        await window.Page.Locator("#password").PressAsync("Enter");
        await Expect(window.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "online");
        return new(window);
    }

    public async Task Say(string text)
    {
        await Page.Locator("#words").FillAsync(text);
        await Page.Locator("#words").PressAsync("Enter");
    }

    public Task Do(string action) => Page.Locator($"#talk-head [data-action={action}]").ClickAsync();

    public Task<IReadOnlyCollection<string>> Complaints() => window.Complaints();

    public ValueTask DisposeAsync() => window.DisposeAsync();
}
