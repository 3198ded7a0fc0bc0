using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>One service from beginning to end, in three browsers: shopper, first agent, second agent.</summary>
public sealed partial class ConsoleServiceTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_FromTheWishToTheRating_EachSeesEveryStepAndTheBotKnowsWhatWasShown()
    {
        await using var shopper = await host.Open("chat?user=whole-service");
        foreach (var question in new[] { "贝护奶粉1段有货吗？", "纸尿裤有货吗？", "奶瓶有货吗？" })
        {
            var replies = await shopper.Replies.CountAsync();
            await shopper.Say(question);
            await Expect(shopper.Replies.Nth(replies)).ToBeVisibleAsync();
        }
        await shopper.Say("转人工");
        await Expect(Status(shopper, "queue_nobody").Or(Status(shopper, "queue_position")).First).ToContainTextAsync("第1位");

        await using var first = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
        await AddAgent();
        await using var second = await AgentWindow.LogIn(host, "rose", "a password of rose");
        await first.Queue.First.ClickAsync();
        await first.Do("accept");
        await Expect(Status(shopper, "agent_joined")).ToHaveCountAsync(1);
        // The summary: why, what about, and what is known of the shopper.
        await Expect(first.Page.Locator("#side")).ToContainTextAsync("要求人工");
        await Expect(first.Page.Locator("#side .tag", new() { HasTextString = "宝妈" })).ToHaveCountAsync(1);

        await first.Say("您好，请问有什么可以帮您？");
        await Expect(Agents(shopper).Last).ToContainTextAsync("有什么可以帮您");
        await shopper.Say("之前等得太久了");
        await Expect(first.Said.Last).ToContainTextAsync("之前等得太久了");
        await first.Page.Locator("#give-coupon").ClickAsync();
        await first.Page.Locator("#coupon-amount").FillAsync("10");
        await first.Page.Locator("#dialog .primary").ClickAsync();
        var coupon = shopper.Page.Locator("#log [data-card=coupon]");
        await Expect(coupon).ToContainTextAsync("¥10");
        await Expect(coupon.Locator(".card-code")).ToContainTextAsync("CARE-");

        await first.Do("transfer");
        await first.Page.Locator("#to").SelectOptionAsync("agent:rose");
        await first.Page.Locator("#transfer-note").FillAsync("想看手机");
        await first.Page.Locator("#dialog .primary").ClickAsync();
        await Expect(Status(shopper, "agent_transferred")).ToHaveCountAsync(1);
        await Expect(Status(shopper, "agent_joined")).ToHaveCountAsync(2);
        await Expect(first.Mine).ToHaveCountAsync(0);
        await second.Mine.First.ClickAsync();
        await Expect(second.Page.Locator("#side .note")).ToContainTextAsync("想看手机");
        await Expect(second.Page.Locator("#events [data-card=coupon]")).ToHaveCountAsync(1);
        await second.Page.Locator("#show-product").ClickAsync();
        await second.Page.Locator("#product-words").FillAsync("星河X1");
        await second.Page.Locator("#dialog .product").First.ClickAsync();
        var shown = shopper.Page.Locator("#log [data-kind=agent] [data-card=product]");
        await Expect(shown).ToHaveCountAsync(1);
        var price = Digits().Match((await shown.TextContentAsync())!.Split('¥')[1]).Value;
        await second.Say("那就按这款给您留着");
        await Expect(Agents(shopper).Last).ToContainTextAsync("给您留着");

        await second.Do("close");
        await second.Page.Locator("#dialog .primary").ClickAsync();
        await Expect(Status(shopper, "desk_closed")).ToHaveCountAsync(1);
        await shopper.Page.Locator(".quick-reply", new() { HasTextString = "非常满意" }).First.ClickAsync();
        await Expect(shopper.Replies.Last).ToContainTextAsync("感谢您的评价");

        // Nobody named the phone to the bot: it knows which one was agreed on.
        var spoken = await shopper.Replies.CountAsync();
        await Expect(await shopper.Ask("它多少钱?", spoken + 1)).ToContainTextAsync(price);
        (await shopper.Complaints()).ShouldBeEmpty();
        (await first.Complaints()).ShouldBeEmpty();
        (await second.Complaints()).ShouldBeEmpty();
    }

    [GeneratedRegex("^[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    private static ILocator Status(BrowserWindow window, string status) => window.Page.Locator($"#log [data-status={status}]");

    private static ILocator Agents(BrowserWindow window) => window.Page.Locator("#log [data-kind=agent]");

    private async Task AddAgent()
    {
        using var login = await host.Shop.Http.PostAsJsonAsync(
            "/api/v1/console/login", new { user = "admin", password = BrowserHost.FirstPassword, bearer = true }, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/console/accounts")
        {
            Content = JsonContent.Create(new { id = "rose", name = "小玫", password = "a password of rose", roles = new[] { "agent" }, skills = new[] { "general" } }),
        };
        request.Headers.Authorization = new("Bearer", (await login.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("token").GetString());
        (await host.Shop.Http.SendAsync(request, Cancellation)).EnsureSuccessStatusCode();
    }
}
