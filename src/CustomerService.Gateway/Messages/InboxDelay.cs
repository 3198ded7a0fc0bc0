using System.Diagnostics.Metrics;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Messages;

/// <summary>
/// How far the answers are behind, looked up every second, and what follows for a message that wants in. Entries of a
/// few conversations that cannot be answered do not count.
/// </summary>
internal sealed class InboxDelay : BackgroundService
{
    // A look costs the store a count of what waits; a second is short against the seconds that count here.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IInbox _inbox;
    private readonly OverloadOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<InboxDelay> _log;
    private long _ticks;

    public InboxDelay(
        IInbox inbox, IOptions<GatewayOptions> options, IMeterFactory meters, TimeProvider time, ILogger<InboxDelay> log)
    {
        (_inbox, _options, _time, _log) = (inbox, options.Value.Overload, time, log);
        meters.Create(GatewayMetrics.Name).CreateObservableGauge(
            "customer_service.inbox.delay", () => Delay.TotalSeconds, "s", "How far answers are behind.");
    }

    /// <summary>Seconds to tell with an acceptance; null while answers come at once.</summary>
    public int? ToTell => Delay >= _options.TellAfter ? (int)Math.Ceiling(Delay.TotalSeconds) : null;

    private TimeSpan Delay => new(Interlocked.Read(ref _ticks));

    /// <summary>The problem for a message of a channel; null when it may come in.</summary>
    public Problem? Refuses(string channel) =>
        Delay >= _options.RefuseAfter && _options.NeverRefuse?.Contains(channel, StringComparer.Ordinal) != true
            ? Problem.Busy(Delay - _options.RefuseAfter)
            : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var backlog = await _inbox.Backlog(stoppingToken);
                var delay = backlog.BehindAt is { } at ? _time.GetUtcNow() - at : TimeSpan.Zero;
                Interlocked.Exchange(ref _ticks, Math.Max(0, delay.Ticks));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whether messages can be taken is the append's to say; the last known delay stands.
                Log.BacklogUnknown(_log, exception);
            }
            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
