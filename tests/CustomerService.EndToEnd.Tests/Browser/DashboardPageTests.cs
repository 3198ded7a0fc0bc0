using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>The dashboard of Orleans works under the policy that this program gives it.</summary>
public sealed class DashboardPageTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Theory]
    [InlineData("", "Total Activations")]
    [InlineData("#/grains", "conversation")]
    [InlineData("#/silos", "127.0.0.1")]
    public async Task Open_LoggedInAtTheConsole_ShowsTheClusterWithoutAViolation(string view, string shown)
    {
        await using (var shopper = await host.Open("chat?user=dashboard-" + shown.Length))
            await shopper.Ask("你好", 1);
        await using var agent = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);

        await agent.Page.GotoAsync("/api/v1/console/orleans/" + view);

        await Expect(agent.Page.Locator("body")).ToContainTextAsync(shown, new() { IgnoreCase = true });
        (await agent.Complaints()).ShouldBeEmpty();
    }
}
