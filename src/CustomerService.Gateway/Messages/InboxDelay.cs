using System.Diagnostics.Metrics;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Messages;

/// <summary>
/// How long an answer of each tenant will take, looked up every second, and what follows for a message that wants in:
/// who floods the cluster is refused, and not the others. Entries of a few conversations that cannot be answered do not count.
/// </summary>
internal sealed class InboxDelay : BackgroundService
{
    // A look costs the store a walk over what waits; a second is short against the seconds that count here.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IInbox _inbox;
    private readonly OverloadOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<InboxDelay> _log;
    private readonly IReadOnlyList<string> _closing;
    private Dictionary<string, QueuePace> _paces = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, TimeSpan> _delays = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
    private Problem? _refusesAll;

    public InboxDelay(
        IInbox inbox, IOptions<GatewayOptions> options, IMeterFactory meters, TimeProvider time, ILogger<InboxDelay> log)
    {
        (_inbox, _options, _time, _log) = (inbox, options.Value.Overload, time, log);
        // Where a channel always comes in, nobody can be refused before it is known who it is.
        _closing = options.Value.ServedChannels.Any(NeverRefuses) ? [] : options.Value.ServedTenants;
        meters.Create(GatewayMetrics.Name).CreateObservableGauge(
            "customer_service.inbox.delay", () => _delays.Values.Max(d => (TimeSpan?)d)?.TotalSeconds ?? 0, "s",
            "How long an answer will take, of the tenant that waits longest.");
    }

    /// <summary>Seconds to tell with an acceptance; null while the tenant's answers come at once.</summary>
    public int? ToTell(string tenant) => Of(tenant) is var delay && delay >= _options.TellAfter ? (int)Math.Ceiling(delay.TotalSeconds) : null;

    /// <summary>The problem for a message of a conversation; null when it may come in.</summary>
    public Problem? Refuses(ConversationId conversation) =>
        Of(conversation.Tenant) is var delay && delay >= _options.RefuseAfter && !NeverRefuses(conversation.Channel)
            ? Problem.Busy(delay - _options.RefuseAfter)
            : null;

    /// <summary>
    /// The problem for every message, whoever sends it: all tenants are behind, and no channel always comes in. Of several
    /// tenants the wait is that of the first that will be let in again.
    /// </summary>
    public Problem? RefusesAll => Volatile.Read(ref _refusesAll);

    private bool NeverRefuses(string channel) => _options.NeverRefuse?.Contains(channel, StringComparer.Ordinal) == true;

    private Problem? Closed() => _closing.Count > 0 && _closing.Min(Of) is var least && least >= _options.RefuseAfter
        ? Problem.Busy(least - _options.RefuseAfter)
        : null;

    private TimeSpan Of(string tenant) => Volatile.Read(ref _delays).GetValueOrDefault(tenant);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = _time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = _time.GetUtcNow();
                var behind = await _inbox.Behind(QueuePace.Mark(looked), QueuePace.Mark(now), stoppingToken);
                looked = now;
                // A tenant whose queue has ended begins the next one without what was known of it.
                _paces = behind.Keys.ToDictionary(t => t, t => _paces.GetValueOrDefault(t) ?? new(), StringComparer.Ordinal);
                Volatile.Write(ref _delays, behind.ToDictionary(b => b.Key, b => _paces[b.Key].Wait(b.Value, now), StringComparer.Ordinal));
                Volatile.Write(ref _refusesAll, Closed());
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
