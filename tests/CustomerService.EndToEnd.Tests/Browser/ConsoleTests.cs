using System.Net.Http.Json;
using System.Text.Json;
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
        await Expect(shopper.Page.Locator("#log [data-kind=status]").First).ToContainTextAsync("第1位");
        var spoken = await shopper.Replies.CountAsync();

        await using var agent = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
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
        // The bot was silent all the while.
        await Expect(shopper.Replies).ToHaveCountAsync(spoken);

        await agent.Do("close");
        await agent.Page.Locator("#dialog .primary").ClickAsync();
        await Expect(Status(shopper, "desk_closed")).ToHaveCountAsync(1);
        await Expect(agent.Mine).ToHaveCountAsync(0);
        await shopper.Page.Locator(".quick-reply", new() { HasTextString = "非常满意" }).First.ClickAsync();
        await Expect(shopper.Replies.Last).ToContainTextAsync("感谢您的评价");

        // The bot has heard what was said meanwhile: it knows which phone is meant.
        await Expect(await shopper.Ask("多少钱?", spoken + 2)).ToContainTextAsync("¥");
        (await shopper.Complaints()).ShouldBeEmpty();
        (await agent.Complaints()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Transfer_ToAColleague_TheyHaveItWithTheNote()
    {
        await AddAgent("lily", "小丽");
        await using var shopper = await host.Open("chat?user=console-transfer");
        await shopper.Say("转人工");
        await Expect(shopper.Page.Locator("#log [data-kind=status]").First).ToBeVisibleAsync();
        await using var first = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
        await using var second = await AgentWindow.LogIn(host, "lily", "a password of lily");
        await first.Page.Locator("#next").ClickAsync();
        await Expect(first.Mine).ToHaveCountAsync(1);
        await Expect(Status(shopper, "agent_joined")).ToContainTextAsync("客服小星");

        await first.Do("transfer");
        await first.Page.Locator("#to").SelectOptionAsync("agent:lily");
        await first.Page.Locator("#transfer-note").FillAsync("顾客要改地址");
        await first.Page.Locator("#dialog .primary").ClickAsync();

        await Expect(first.Mine).ToHaveCountAsync(0);
        await Expect(second.Mine).ToHaveCountAsync(1);
        await second.Mine.First.ClickAsync();
        await Expect(second.Page.Locator("#side .note")).ToContainTextAsync("顾客要改地址");
        await second.Say("/nh");
        await Expect(second.Page.Locator("#words")).Not.ToHaveValueAsync("/nh");
        await second.Page.Locator("#words").PressAsync("Enter");
        await Expect(Agents(shopper).Last).ToContainTextAsync("我是人工客服");
        await Expect(Agents(shopper).Last).ToContainTextAsync("小丽");
        await second.Do("back");
        await Expect(Status(shopper, "returned_to_bot")).ToHaveCountAsync(1);
        await second.Page.Locator("#presence").SelectOptionAsync("offline");
    }

    [Fact]
    public async Task Reconnect_HostKilledAndStartedAgain_TheAgentGoesOnWithoutLoss()
    {
        await using var shopper = await host.Open("chat?user=console-reconnect");
        await shopper.Say("转人工");
        await Expect(shopper.Page.Locator("#log [data-kind=status]").First).ToBeVisibleAsync();
        await using var agent = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
        await agent.Page.Locator("#next").ClickAsync();
        await agent.Say("您好");
        await Expect(Agents(shopper)).ToHaveCountAsync(1);

        await host.Shop.Kill();
        await Expect(agent.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "offline");
        await host.Shop.InitializeAsync();
        await Expect(agent.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "online", new() { Timeout = 60_000 });

        await shopper.Say("还在吗");
        await Expect(agent.Said.Last).ToContainTextAsync("还在吗", new() { Timeout = 60_000 });
        await agent.Say("在的");
        await Expect(Agents(shopper)).ToHaveCountAsync(2);
        await Expect(agent.Page.Locator("#events .said.agent:not(.sending)")).ToHaveCountAsync(2);
        await agent.Do("back");
        await Expect(agent.Mine).ToHaveCountAsync(0);
    }

    private async Task AddAgent(string id, string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var login = await host.Shop.Http.PostAsJsonAsync(
            "/api/v1/console/login", new { user = "admin", password = BrowserHost.FirstPassword, bearer = true }, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/console/accounts")
        {
            Content = JsonContent.Create(new { id, name, password = $"a password of {id}", roles = new[] { "agent" }, skills = new[] { "general" } }),
        };
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("token").GetString();
        request.Headers.Authorization = new("Bearer", token);
        using var added = await host.Shop.Http.SendAsync(request, cancellation);
        added.EnsureSuccessStatusCode();
    }

    private static ILocator Status(BrowserWindow window, string status) => window.Page.Locator($"#log [data-status={status}]");

    private static ILocator Agents(BrowserWindow window) => window.Page.Locator("#log [data-kind=agent]");

    private static async Task Picture(AgentWindow window, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Places.Root, "docs", "images")).FullName;
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), Animations = ScreenshotAnimations.Disabled });
    }
}
