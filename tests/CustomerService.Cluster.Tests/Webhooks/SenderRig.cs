using CustomerService.Cluster.Tests.Support;
using CustomerService.Core.Webhooks;
using CustomerService.Grains.Webhooks;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Cluster.Tests.Webhooks;

/// <summary>The sender of one process, on an outbox that outlives it.</summary>
internal sealed class SenderRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly WebhookSender _sender;

    /// <param name="folder">Where the outbox lies.</param>
    /// <param name="options">Endpoints and times.</param>
    /// <param name="time">The clock of outbox and sender.</param>
    public SenderRig(DataFolder folder, WebhookOptions options, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging(l => l.AddProvider(Log)).AddSingleton(time);
        services.AddSqliteStorage(folder.Configuration.GetSection("Storage"));
        services.AddSingleton(Options.Create(options)).AddSingleton<WebhookMetrics>();
        services.AddSingleton(s => new WatchedOutbox(new SqliteWebhookOutbox(s.GetRequiredService<SqliteDatabase>(), time)));
        services.AddSingleton<IWebhookOutbox>(s => s.GetRequiredService<WatchedOutbox>());
        services.AddSingleton<WebhookPost>().AddSingleton<WebhookSender>();
        _services = services.BuildServiceProvider();
        _sender = _services.GetRequiredService<WebhookSender>();
    }

    public LogBook Log { get; } = new();

    public WatchedOutbox Outbox => _services.GetRequiredService<WatchedOutbox>();

    public static WebhookOptions To(Uri address, params (string Name, string Url)[] others)
    {
        // Times that a test can wait for; the product's own are longer, and its validator holds them to that.
        var options = new WebhookOptions
        {
            FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(200), Timeout = TimeSpan.FromSeconds(20),
            GiveUpAfter = TimeSpan.FromHours(1),
        };
        foreach (var (name, url) in others.Prepend(("crm", address.ToString())))
            options.Endpoints.Add(name, new() { Url = url, Secrets = [WebhookReceiver.Secret], AllowPrivateAddresses = true });
        return options;
    }

    public async Task<SenderRig> Run()
    {
        await _sender.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Raises an event of a shopper's conversation.</summary>
    public async Task Raise(string shopper, string operation, string type = WebhookTypes.Closed) =>
        await _services.GetRequiredService<WebhookPost>().Raise(new(operation, type, TimeProvider.System.GetUtcNow(), $"default.web.{shopper}")
        {
            Data = new() { Code = operation },
        });

    public async ValueTask DisposeAsync()
    {
        await _sender.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
