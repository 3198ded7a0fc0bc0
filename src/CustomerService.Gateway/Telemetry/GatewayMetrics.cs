using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CustomerService.Gateway.Telemetry;

/// <summary>The gateway's own instruments; tags hold channels and codes, never anyone's id.</summary>
internal sealed class GatewayMetrics
{
    public const string Name = "CustomerService.Gateway";

    private readonly Counter<long> _messages;
    private readonly Histogram<double> _append;
    private readonly UpDownCounter<long> _sockets;
    private readonly UpDownCounter<long> _subscriptions;
    private readonly UpDownCounter<long> _listeners;
    private readonly Counter<long> _catchUps;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _messages = meter.CreateCounter<long>(
            "customer_service.gateway.messages", "{message}", "Messages by channel and outcome.");
        _append = meter.CreateHistogram<double>(
            "customer_service.gateway.append.duration", "s", "Time until a message is durable.",
            advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        _sockets = meter.CreateUpDownCounter<long>(
            "customer_service.gateway.chat.connections", "{connection}", "Open chat sockets.");
        _subscriptions = meter.CreateUpDownCounter<long>(
            "customer_service.gateway.feed.subscriptions", "{subscription}", "Conversations subscribed to.");
        _listeners = meter.CreateUpDownCounter<long>(
            "customer_service.gateway.feed.listeners", "{listener}", "Long polls, streams and sockets that listen.");
        _catchUps = meter.CreateCounter<long>(
            "customer_service.gateway.feed.catch_ups", "{read}", "Reads of events that were not pushed in order.");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Message(string channel, string outcome) =>
        _messages.Add(1, new("channel", channel), new KeyValuePair<string, object?>("outcome", outcome));

    public void Appended(TimeSpan duration) => _append.Record(duration.TotalSeconds);

    public void Sockets(int change) => _sockets.Add(change);

    public void Subscriptions(int change) => _subscriptions.Add(change);

    public void Listeners(int change) => _listeners.Add(change);

    public void CaughtUp() => _catchUps.Add(1);
}
