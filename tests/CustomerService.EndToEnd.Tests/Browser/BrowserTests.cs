using CustomerService.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>The chat page and the widget in a real browser, against a real host.</summary>
public sealed class BrowserTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";
    private const string Version = "黑色,256G。";
    private const string Answer = "黑色256G版本北京仓有货";

    [Fact]
    public async Task Chat_ReferenceConversation_IsAnsweredOnThePage()
    {
        await using var window = await host.Open("chat?user=browser-reference", height: 860);

        await Expect(await window.Ask(Question, 1)).ToContainTextAsync(Asked);
        var answer = await window.Ask(Version, 2);

        await Expect(answer).ToContainTextAsync(Answer);
        await Expect(answer).ToContainTextAsync("明日送达");
        await Expect(window.Page.Locator("#log [data-kind=message][data-state=sent]")).ToHaveCountAsync(2);
        await Expect(answer.Locator(".card")).ToHaveCountAsync(1);
        (await window.Complaints()).ShouldBeEmpty();
        if (Environment.GetEnvironmentVariable("CS_SCREENSHOTS") == "1")
            await Picture(window, "chat.png");
    }

    [Fact]
    public async Task Reload_AfterAConversation_ShowsItOnce()
    {
        await using var window = await host.Open("chat");
        await window.Ask(Question, 1);
        await window.Ask(Version, 2);
        var before = await window.Page.Locator("#log .bubble").AllTextContentsAsync();

        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("#log:not([aria-busy])")).ToBeVisibleAsync();

        (await window.Page.Locator("#log .bubble").AllTextContentsAsync()).ShouldBe(before);
        (await window.Messages.CountAsync(), await window.Replies.CountAsync()).ShouldBe((2, 2));
        await Expect(await window.Ask("谢谢", 3)).ToBeVisibleAsync();
        (await window.Complaints()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keyboard_WithoutAMouse_IsEnough()
    {
        await using var window = await host.Open("chat");
        var keyboard = window.Page.Keyboard;
        await Expect(window.Page.Locator("#input")).ToBeFocusedAsync();

        await keyboard.TypeAsync("星河X1黑色有现货吗?");
        await keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator(".quick-reply").First).ToBeVisibleAsync();
        for (var i = 0; i < 20 && !await IsOn(".quick-reply"); i++)
            await keyboard.PressAsync("Shift+Tab");
        (await IsOn(".quick-reply")).ShouldBeTrue("No quick reply can be reached by Shift+Tab.");
        await keyboard.PressAsync("Enter");

        await Expect(window.Replies).ToHaveCountAsync(2);
        await Expect(window.Replies.Last).ToContainTextAsync("北京仓有货");
        await Expect(window.Page.Locator("#input")).ToBeFocusedAsync();
        (await window.Complaints()).ShouldBeEmpty();

        Task<bool> IsOn(string selector) => window.Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector);
    }

    [Fact]
    public async Task Reconnect_HostKilledAndStartedAgain_SendsWhatWasTypedMeanwhileOnce()
    {
        await using var window = await host.Open("chat?user=browser-reconnect");
        var status = window.Page.Locator("#status");
        await window.Ask(Question, 1);

        await host.Shop.Kill();
        await Expect(status).Not.ToHaveAttributeAsync("data-status", "online");
        await window.Say(Version);
        await Expect(window.Messages.Last).ToHaveAttributeAsync("data-state", "pending");
        await host.Shop.InitializeAsync();

        await Expect(window.Replies.Last).ToContainTextAsync(Answer, new() { Timeout = 60_000 });
        await Expect(window.Messages.Last).ToHaveAttributeAsync("data-state", "sent");
        await Expect(status).ToHaveAttributeAsync("data-status", "online");
        (await window.Messages.CountAsync(), await window.Replies.CountAsync()).ShouldBe((2, 2));
        (await Kinds("browser-reconnect")).ShouldBe(["message", "reply", "message", "reply"]);
    }

    [Fact]
    public async Task Say_MarkupAndScript_IsShownAsText()
    {
        const string text = "<script>document.title='x'</script><img src=x onerror=alert(1)> 有现货吗";
        await using var window = await host.Open("chat");
        var title = await window.Page.TitleAsync();

        await window.Ask(text, 1);

        (await window.Messages.Last.Locator(".bubble").TextContentAsync()).ShouldBe(text);
        await Expect(window.Page.Locator("#log script, #log img[src=x]")).ToHaveCountAsync(0);
        (await window.Page.TitleAsync()).ShouldBe(title);
        (await window.Complaints()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 568)]
    public async Task Chat_OnAPhone_NeverScrollsSideways(int width, int height)
    {
        await using var window = await host.Open("chat", width, height);
        (await window.ScrollsSideways()).ShouldBeFalse();

        await window.Ask(new string('W', 300), 1);
        await window.Ask(Question, 2);
        await window.Ask(Version, 3);

        (await window.ScrollsSideways()).ShouldBeFalse();
        await Expect(window.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(window.Replies.Last).ToBeInViewportAsync();
        (await window.Complaints()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Widget_OnAShopsPage_OpensChatsAndCloses()
    {
        await using var window = await host.Open("demo.html");
        var button = window.Page.Locator("customer-service > button, customer-service button[aria-controls=panel]").First;
        await button.ClickAsync();
        var chat = window.Page.FrameLocator("customer-service iframe");

        await chat.Locator("#input").FillAsync("这款有现货吗?");
        await chat.Locator("#send").ClickAsync();

        await Expect(chat.Locator("#log [data-kind=reply]").Last).ToContainTextAsync(Asked);
        await chat.Locator("#close").ClickAsync();
        await Expect(chat.Locator("#input")).ToBeHiddenAsync();
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
        (await window.Complaints()).ShouldBeEmpty();
    }

    [Fact]
    public async Task StartPage_Opened_LeadsToTheChat()
    {
        await using var window = await host.Open("");

        await window.Page.Locator("a[href*=chat]").First.ClickAsync();

        await Expect(window.Page.Locator("#input")).ToBeVisibleAsync();
        (await window.Complaints()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complaints_ScriptThatThePolicyForbids_AreHeard()
    {
        await using var window = await host.Open("chat");

        await window.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s); }");

        (await window.Complaints()).ShouldContain(c => c.Contains("content security policy: script-src", StringComparison.Ordinal));
    }

    private static async Task Picture(BrowserWindow window, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Places.Root, "docs", "images")).FullName;
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>What the host holds of a shopper's conversation, whatever the page shows.</summary>
    private async Task<IReadOnlyList<string?>> Kinds(string user)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var chat = await WebChat.Open(host.Shop.Address, user, 0, cancellation);
        var frames = await chat.Until(f => f.GetProperty("type").GetString() == "event"
            && f.GetProperty("event").GetProperty("sequence").GetInt64() == 4, cancellation);
        return [.. frames.Where(f => f.GetProperty("type").GetString() == "event").Select(f => f.GetProperty("event").GetProperty("kind").GetString())];
    }
}
