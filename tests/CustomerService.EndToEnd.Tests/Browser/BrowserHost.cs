using CustomerService.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Browser;

/// <summary>A running host and a real browser, where the machine has one.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // No sandbox and no graphics in a container; and nothing that calls home.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string? _program = Programs.FirstOrDefault(File.Exists);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Of the console's first account.</summary>
    internal const string FirstPassword = "a password of the browser tests";

    /// <summary>With patient turns, as <see cref="ShopHost()"/>.</summary>
    public BrowserHost()
        : this(ClusterHost.PatientTurns)
    {
    }

    /// <param name="settings">As <c>--Section:Key=value</c>.</param>
    internal BrowserHost(params string[] settings) => Shop = new(["--Console:FirstPassword=" + FirstPassword, "--Dashboard:Enabled=true", .. settings]);

    internal ShopHost Shop { get; }

    public async ValueTask InitializeAsync()
    {
        if (_program is null)
            return;
        await Shop.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _program, Args = Switches, Headless = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Shop.DisposeAsync();
    }

    /// <summary>Opens a page of the host in a window of its own; skips the test where there is no browser.</summary>
    internal async Task<BrowserWindow> Open(string path, int width = 1280, int height = 800)
    {
        Assert.SkipWhen(_program is null, "chromium is not installed: apt-get install chromium.");
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Shop.Address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = width < 600,
            IsMobile = width < 600,
        });
        return await BrowserWindow.Open(context, path);
    }
}
