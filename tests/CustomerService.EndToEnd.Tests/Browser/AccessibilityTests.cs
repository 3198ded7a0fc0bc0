using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>axe-core in the pages as shoppers and agents have them: nothing serious or critical.</summary>
public sealed class AccessibilityTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private readonly List<string> _findings = [];

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe-core", "axe.min.js")));

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Chat_AnsweredWithCards_HasNoSeriousFindings(ColorScheme scheme, int width)
    {
        await using var shopper = await host.Open($"chat?user=axe-{scheme}-{width}", width);
        await shopper.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Expect(shopper.Page.Locator(".suggestion").First).ToBeVisibleAsync();
        await Check(shopper.Page, "chat, empty");

        await shopper.Say("有什么优惠券");
        await Expect(shopper.Replies.Last).ToBeVisibleAsync();
        await shopper.Say("星河X1 5G手机多少钱");
        await Expect(shopper.Replies).ToHaveCountAsync(2);

        await Check(shopper.Page, "chat, answered");
        _findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Console_LoginQueueTalkAndDialogs_HaveNoSeriousFindings(ColorScheme scheme)
    {
        await using (var login = await host.Open("console"))
        {
            await login.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(login.Page.Locator("#user")).ToBeVisibleAsync();
            await Check(login.Page, "login");
        }
        await using var shopper = await host.Open($"chat?user=axe-console-{scheme}");
        await shopper.Say("转人工");
        await Expect(shopper.Page.Locator("#log [data-kind=status]").First).ToBeVisibleAsync();
        await using var agent = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
        var page = agent.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Expect(agent.Queue).ToHaveCountAsync(1);
        await Check(page, "console, nothing chosen");

        await page.Locator("#next").ClickAsync();
        await Expect(agent.Mine).ToHaveCountAsync(1);
        await agent.Say("您好，请讲");
        await Expect(page.Locator("#events .said.agent:not(.sending)")).ToHaveCountAsync(1);
        await Check(page, "console, talking");
        await page.Locator("#words").FillAsync("/");
        await Expect(page.Locator("#canned .option").First).ToBeVisibleAsync();
        await Check(page, "console, canned replies");
        await page.Locator("#words").FillAsync("");

        foreach (var dialog in new[] { "#give-coupon", "#show-product", "#leave-note", "[data-action=transfer]", "[data-action=close]" })
        {
            await page.Locator(dialog).ClickAsync();
            await Expect(page.Locator("#dialog")).ToBeVisibleAsync();
            await Check(page, dialog);
            await page.Locator("#dialog [data-cancel]").ClickAsync();
        }
        await page.Locator("#manage").ClickAsync();
        foreach (var tab in new[] { "accounts", "canned", "coupons", "audit" })
        {
            await page.Locator($"[data-page={tab}]").ClickAsync();
            await Expect(page.Locator($"[data-page={tab}]")).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(page.Locator("#manage-body > *").First).ToBeVisibleAsync();
            await Check(page, $"manage, {tab}");
        }
        await page.Locator("#dialog [data-cancel]").ClickAsync();
        await agent.Do("back");
        await Expect(agent.Mine).ToHaveCountAsync(0);
        _findings.ShouldBeEmpty();
    }

    // All states are looked at before the test says what is wrong.
    private async Task Check(IPage page, string state)
    {
        // Not by a script element: the pages' policy lets none but their own in.
        await page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Axe.Value} }} }}");
        // What is still fading in has less contrast than it will have; what never ends is not waited for.
        await page.EvaluateAsync(
            "() => Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < 5000).map(a => a.finished.catch(() => {})))");
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        _findings.AddRange(found.EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v => $"{state}: {v.GetProperty("id").GetString()}: " + string.Join(" | ", v.GetProperty("nodes").EnumerateArray()
                .Select(n => $"{n.GetProperty("html").GetString()} {n.GetProperty("failureSummary").GetString()}"))));
    }
}
