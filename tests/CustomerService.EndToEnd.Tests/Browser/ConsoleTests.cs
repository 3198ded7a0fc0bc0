using CustomerService.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>A shopper and agents in real browsers, against a real host.</summary>
public sealed class ConsoleTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Handover_ToAnAgentAndBack_BothSeeEverythingOnce()
    {
        await using var shopper = await host.Open("chat?user=console-shopper");
        await shopper.Ask("这款手机有现货吗?", 1);
        await shopper.Say("转人工");
        await Expect(Status(shopper, "queue_nobody")).ToContainTextAsync("第1位");

        await using var agent = await AgentWindow.LogIn(host, "admin", AgentWindow.FirstPassword(host.Shop));
        await Expect(agent.Queue).ToHaveCountAsync(1);
        await agent.Queue.First.ClickAsync();
        await Expect(agent.Said.Filter(new() { HasText = "转人工" })).ToHaveCountAsync(1);
        await Expect(agent.Page.Locator("#side")).ToContainTextAsync("要求人工");
        await agent.Do("accept");
        await Expect(agent.Mine).ToHaveCountAsync(1);
        await Expect(Status(shopper, "agent_joined")).ToHaveCountAsync(1);

        await agent.Say("您好，请问您要看哪款手机？");
        await Expect(Agents(shopper).Last).ToContainTextAsync("请问您要看哪款手机");
        await shopper.Say("黑色256G的星河X1有货吗?");
        await Expect(agent.Said.Last).ToContainTextAsync("星河X1");
        await Expect(agent.Page.Locator("#draft")).ToContainTextAsync("有货");
        if (Environment.GetEnvironmentVariable("CS_SCREENSHOTS") == "1")
            await Picture(agent, "console.png");
        await agent.Page.Locator("#draft [data-action=draft]").ClickAsync();
        await agent.Page.Locator("#words").PressAsync("Enter");
        await Expect(Agents(shopper)).ToHaveCountAsync(2);
        await Expect(agent.Page.Locator("#events .sending")).ToHaveCountAsync(0);
        // The bot was silent all the while: three replies from before, none since.
        await Expect(shopper.Replies).ToHaveCountAsync(3);

        await agent.Do("close");
        await agent.Page.Locator("#dialog .primary").ClickAsync();
        await Expect(Status(shopper, "desk_closed")).ToHaveCountAsync(1);
        await Expect(agent.Mine).ToHaveCountAsync(0);
        await shopper.Page.Locator(".quick-reply", new() { HasTextString = "非常满意" }).First.ClickAsync();
        await Expect(shopper.Replies.Last).ToContainTextAsync("感谢您的评价");

        // The bot has heard what was said meanwhile: it knows which phone is meant.
        await Expect(await shopper.Ask("多少钱?", 5)).ToContainTextAsync("¥");
        (await shopper.Complaints()).ShouldBeEmpty();
        (await agent.Complaints()).ShouldBeEmpty();
    }

    private static ILocator Status(BrowserWindow window, string status) => window.Page.Locator($"#log [data-status={status}]");

    private static ILocator Agents(BrowserWindow window) => window.Page.Locator("#log [data-kind=agent]");

    private static async Task Picture(AgentWindow window, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Places.Root, "docs", "images")).FullName;
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), Animations = ScreenshotAnimations.Disabled });
    }
}
