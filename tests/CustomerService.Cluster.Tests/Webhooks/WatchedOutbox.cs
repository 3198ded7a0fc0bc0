using CustomerService.Core.Webhooks;

namespace CustomerService.Cluster.Tests.Webhooks;

/// <summary>Stands before an outbox: counts, and fails where a test wants.</summary>
internal sealed class WatchedOutbox(IWebhookOutbox inner) : IWebhookOutbox
{
    private int _looks;
    private int _failures;

    /// <summary>Runs before an addition.</summary>
    public Action? BeforeAdd { get; set; }

    /// <summary>Runs before a delivery is noted.</summary>
    public Action? BeforeSent { get; set; }

    /// <summary>How often it was asked for what is due.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Attempts in vain that were noted.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public ValueTask Add(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        BeforeAdd?.Invoke();
        return inner.Add(deliveries, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<WebhookDelivery>> Take(string endpoint, TimeSpan lease, int limit, CancellationToken cancellationToken = default)
    {
        var taken = await inner.Take(endpoint, lease, limit, cancellationToken);
        Interlocked.Increment(ref _looks);
        return taken;
    }

    public ValueTask Sent(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        BeforeSent?.Invoke();
        return inner.Sent(delivery, cancellationToken);
    }

    public async ValueTask Failed(WebhookDelivery delivery, string reason, DateTimeOffset? next, CancellationToken cancellationToken = default)
    {
        await inner.Failed(delivery, reason, next, cancellationToken);
        Interlocked.Increment(ref _failures);
    }

    public ValueTask Disable(string tenant, string endpoint, string url, CancellationToken cancellationToken = default) =>
        inner.Disable(tenant, endpoint, url, cancellationToken);

    public ValueTask<bool> Enable(string? tenant, string endpoint, CancellationToken cancellationToken = default) =>
        inner.Enable(tenant, endpoint, cancellationToken);

    public ValueTask<string?> DisabledFor(string endpoint, CancellationToken cancellationToken = default) => inner.DisabledFor(endpoint, cancellationToken);

    public ValueTask<IReadOnlyList<WebhookQueue>> Queues(string? tenant, CancellationToken cancellationToken = default) => inner.Queues(tenant, cancellationToken);

    public ValueTask<IReadOnlyList<DeadDelivery>> Dead(string? tenant, int limit, CancellationToken cancellationToken = default) =>
        inner.Dead(tenant, limit, cancellationToken);

    public ValueTask<WebhookDelivery?> Show(string? tenant, long number, CancellationToken cancellationToken = default) =>
        inner.Show(tenant, number, cancellationToken);

    public ValueTask<bool> Retry(string? tenant, long number, CancellationToken cancellationToken = default) => inner.Retry(tenant, number, cancellationToken);

    public ValueTask<bool> Drop(string? tenant, long number, CancellationToken cancellationToken = default) => inner.Drop(tenant, number, cancellationToken);

    public ValueTask<long> Forget(DateTimeOffset before, CancellationToken cancellationToken = default) => inner.Forget(before, cancellationToken);
}
