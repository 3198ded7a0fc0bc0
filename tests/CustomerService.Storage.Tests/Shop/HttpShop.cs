using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Storage.Shop;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Storage.Tests.Shop;

/// <summary>The shop over a back end, wired as the host wires it, with time by hand.</summary>
internal sealed class HttpShop : IAsyncDisposable
{
    public const string Tenant = "demo";

    private readonly IHost _host;

    public HttpShop(string address, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shop:BackEnd"] = "http",
            ["Shop:Tenants:0"] = Tenant,
            ["Shop:Http:BaseAddress"] = address,
            ["Shop:Http:Token"] = "secret-token",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Shop:Http:" + s.Key, (string?)s.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddShop(builder.Configuration);
        _host = builder.Build();
    }

    public SignallingTime Time { get; } = new();

    public LogCollector Logs { get; } = new();

    public IStock Stock => _host.Services.GetRequiredService<IStock>();

    public IOrders Orders => _host.Services.GetRequiredService<IOrders>();

    public IPromotions Promotions => _host.Services.GetRequiredService<IPromotions>();

    public IPolicies Policies => _host.Services.GetRequiredService<IPolicies>();

    public IFaqSource Faq => _host.Services.GetRequiredService<IFaqSource>();

    public Catalogue Catalogue => _host.Services.GetRequiredService<ICatalogueSource>().Current(Tenant);

    public Task Start() => _host.StartAsync(TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<StockLevel>> Levels(params string[] skus) =>
        Stock.Levels(Tenant, skus, TestContext.Current.CancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}

/// <summary>Time by hand that tells when something begins to wait for it.</summary>
internal sealed class SignallingTime() : FakeTimeProvider(DateTimeOffset.Parse("2026-11-22T02:00:00Z", CultureInfo.InvariantCulture))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Goes on when somebody waits for this long.</summary>
    public async Task WaitedFor(TimeSpan wait)
    {
        // A test that waits in vain fails instead of hanging.
        while (await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30)) != wait)
        {
        }
    }
}

/// <summary>Keeps every line that is logged.</summary>
internal sealed class LogCollector : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
