using System.Diagnostics;
using System.Diagnostics.Metrics;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Grains;

/// <summary>Traces and metrics of conversations, under the name <c>CustomerService.Conversations</c>.</summary>
internal static class Telemetry
{
    public const string Name = "CustomerService.Conversations";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> TurnDuration = Meter.CreateHistogram<double>(
        "customer_service.turn.duration", "s", "From the start of a turn to its commit.");
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>(
        "customer_service.turns", "{turn}", "Turns committed, by intent and degradation.");
    private static readonly Counter<long> Handovers = Meter.CreateCounter<long>(
        "customer_service.handovers", "{handover}", "Hand-overs decided, by reason.");

    private static readonly Counter<long> Away = Meter.CreateCounter<long>(
        "customer_service.inference.unavailable", "{call}", "Calls of the language model that no silo took.");

    public static void InferenceAway() => Away.Add(1);

    /// <summary>A span of the turn, child of the request that brought its first message.</summary>
    public static Activity? StartTurn(IReadOnlyList<InboxEntry> entries)
    {
        var links = entries.Skip(1).Select(Context).Where(c => c != default).Select(c => new ActivityLink(c));
        return Source.StartActivity("turn", ActivityKind.Consumer, Context(entries[0]), links: links);
    }

    /// <summary>A span of what follows a commit; none where its turn has none.</summary>
    public static Activity? StartDispatch(ActivityContext turn) =>
        turn == default ? null : Source.StartActivity("dispatch", ActivityKind.Producer, turn);

    private static ActivityContext Context(InboxEntry entry) =>
        ActivityContext.TryParse(entry.TraceParent, null, isRemote: true, out var context) ? context : default;

    public static void TurnDone(ConversationId id, TurnRecord record, TimeSpan took)
    {
        var tenant = new KeyValuePair<string, object?>("tenant", id.Tenant);
        TurnDuration.Record(took.TotalSeconds, tenant);
        Turns.Add(1, tenant, new("intent", record.Intents.Count > 0 ? record.Intents[0] : "none"), new("degraded", record.Degraded ?? "no"));
        if (record.Handover is { } reason)
            Handovers.Add(1, tenant, new("reason", reason));
    }
}
