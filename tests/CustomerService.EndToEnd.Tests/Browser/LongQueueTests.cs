using System.Net.Http.Json;
using static Microsoft.Playwright.Assertions;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>A console before a queue of a promotion.</summary>
public sealed class LongQueueTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const int Waiting = 500;

    [Fact]
    public async Task Queue_FiveHundredWait_DrawsWhatIsInSightAndReachesTheLast()
    {
        await using var agent = await AgentWindow.LogIn(host, "admin", BrowserHost.FirstPassword);
        await Parallel.ForEachAsync(Enumerable.Range(0, Waiting), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellation) =>
        {
            using var answer = await host.Shop.Http.PostAsJsonAsync(
                "api/v1/messages", new { user = $"queue-{i}", messageId = $"queue-{i}", text = $"转人工，我是第{i}位" }, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        await Expect(agent.Page.Locator("#queue-count")).ToHaveTextAsync($"{Waiting}", new() { Timeout = 120_000 });

        (await agent.Queue.CountAsync()).ShouldBeLessThan(40);
        await Expect(agent.Queue.First).ToHaveAttributeAsync("aria-setsize", $"{Waiting}");
        await Expect(agent.Queue.First).ToHaveAttributeAsync("aria-posinset", "1");
        await agent.Page.Locator("#queue").FocusAsync();
        await agent.Page.Keyboard.PressAsync("End");
        await Expect(agent.Queue.Last).ToHaveAttributeAsync("aria-posinset", $"{Waiting}");
        (await agent.Queue.CountAsync()).ShouldBeLessThan(40);

        // Every place is reached by scrolling, each once and in order.
        var seen = await agent.Page.EvaluateAsync<int[]>(
            """
            async () => {
              const area = document.querySelector('#queue');
              const seen = new Set();
              for (let top = 0; top <= area.scrollHeight; top += area.clientHeight / 2) {
                area.scrollTop = top;
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                for (const row of area.querySelectorAll('.row')) seen.add(Number(row.getAttribute('aria-posinset')));
              }
              return [...seen].sort((a, b) => a - b);
            }
            """);
        seen.ShouldBe(Enumerable.Range(1, Waiting));

        await agent.Page.Locator("#next").ClickAsync();
        await Expect(agent.Mine).ToHaveCountAsync(1);
        await Expect(agent.Page.Locator("#queue-count")).ToHaveTextAsync($"{Waiting - 1}");
        (await agent.Complaints()).ShouldBeEmpty();
    }
}
