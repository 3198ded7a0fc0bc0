using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Webhooks;

/// <summary>An endpoint of the settings, ready to be used.</summary>
internal sealed class WebhookEndpoint(string name, WebhookEndpointOptions options) : IDisposable
{
    private readonly HashSet<string> _types = new(options.Events ?? WebhookTypes.WithoutWords, StringComparer.Ordinal);
    private readonly SemaphoreSlim _news = new(0, 1);

    public string Name => name;

    public string Tenant => options.Tenant;

    public Uri Url { get; } = new(options.Url);

    public bool AllowPrivateAddresses => options.AllowPrivateAddresses;

    public IReadOnlyList<byte[]> Keys { get; } = [.. options.Secrets!.Select(s => WebhookMessage.TryKey(s)!)];

    public bool Wants(string tenant, string type) => tenant == Tenant && _types.Contains(type);

    /// <summary>Tells this process's sender that there is something for it.</summary>
    public void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is told already.
        }
    }

    /// <summary>Ends with news, or with the token.</summary>
    public Task News(CancellationToken cancellationToken) => _news.WaitAsync(cancellationToken);

    public void Dispose() => _news.Dispose();
}
