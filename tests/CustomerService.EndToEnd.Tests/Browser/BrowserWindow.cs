using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>One window with a shopper in it, and everything the browser complained of.</summary>
internal sealed class BrowserWindow : IAsyncDisposable
{
    private const string TellViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`content security policy: ${e.violatedDirective} ${e.blockedURI}`));";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue($"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    public ILocator Messages => Page.Locator("#log [data-kind=message]");

    public ILocator Replies => Page.Locator("#log [data-kind=reply]");

    public static async Task<BrowserWindow> Open(IBrowserContext context, string path)
    {
        await context.AddInitScriptAsync(TellViolations);
        var window = new BrowserWindow(context, await context.NewPageAsync());
        await window.Page.GotoAsync(path);
        return window;
    }

    /// <summary>Writes and sends with the mouse.</summary>
    public async Task Say(string text)
    {
        await Page.Locator("#input").FillAsync(text);
        await Page.Locator("#send").ClickAsync();
    }

    /// <summary>Says it and waits for so many replies in all; the last one's text.</summary>
    public async Task<ILocator> Ask(string text, int replies)
    {
        await Say(text);
        await Assertions.Expect(Replies).ToHaveCountAsync(replies);
        return Replies.Last;
    }

    /// <summary>Errors, warnings and violations of the content security policy so far.</summary>
    public async Task<IReadOnlyCollection<string>> Complaints()
    {
        // A violation is told by an event of its own, after what caused it: the page does what it has to do first.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        return _complaints;
    }

    /// <summary>Whether the page can be pushed sideways.</summary>
    public Task<bool> ScrollsSideways() => Page.EvaluateAsync<bool>(
        "() => { const e = document.scrollingElement; return e.scrollWidth > e.clientWidth; }");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
