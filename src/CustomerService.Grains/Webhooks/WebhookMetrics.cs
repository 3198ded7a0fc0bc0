using System.Diagnostics.Metrics;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Webhooks;

/// <summary>Metrics of webhooks, under the name <c>CustomerService.Webhooks</c>. Depth and age are the database's, the same in every process.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly TimeProvider _time;
    private IReadOnlyList<WebhookQueue> _queues = [];

    public WebhookMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create("CustomerService.Webhooks");
        _attempts = _meter.CreateCounter<long>("customer_service.webhook.attempts", "{attempt}", "Attempts to deliver an event, by endpoint and outcome.");
        _meter.CreateObservableGauge("customer_service.webhook.depth", () => Each(q => q.Waiting), "{delivery}", "Deliveries that wait, by endpoint.");
        _meter.CreateObservableGauge("customer_service.webhook.dead", () => Each(q => q.Dead), "{delivery}", "Deliveries given up, by endpoint.");
        _meter.CreateObservableGauge("customer_service.webhook.age", () => Each(Age), "s", "Age of the oldest delivery that waits, by endpoint.");
        _meter.CreateObservableGauge("customer_service.webhook.disabled", () => Each(q => q.Disabled ? 1L : 0), "{endpoint}", "1 where an endpoint answered 410 and is stopped.");
    }

    public void Tried(string endpoint, string? failure) =>
        _attempts.Add(1, new("endpoint", endpoint), new("outcome", failure is null ? "delivered" : "failed"));

    public void Show(IReadOnlyList<WebhookQueue> queues) => Volatile.Write(ref _queues, queues);

    public void Dispose() => _meter.Dispose();

    private double Age(WebhookQueue queue) => queue.OldestAt is { } at ? Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Each<T>(Func<WebhookQueue, T> value)
        where T : struct =>
        Volatile.Read(ref _queues).Select(q => new Measurement<T>(value(q), new KeyValuePair<string, object?>("endpoint", q.Endpoint)));
}
