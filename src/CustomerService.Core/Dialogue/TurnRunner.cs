using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;

namespace CustomerService.Core.Dialogue;

/// <summary>Gives the flows in force; a reload replaces them whole.</summary>
public interface IFlowSource
{
    /// <summary>Never null, cheap to call.</summary>
    FlowBook Current { get; }
}

/// <summary>How a turn is run.</summary>
/// <param name="Budget">For understanding and facts together; what misses it degrades to a smaller answer.</param>
/// <param name="SessionIdle">After this long without a word the dialogue begins anew.</param>
public sealed record TurnLimits(TimeSpan Budget, TimeSpan SessionIdle);

/// <summary>Takes messages to a decision: understand, fetch facts, decide. Writes nothing but idempotent actions.</summary>
public sealed class TurnRunner(
    TurnReader turns,
    IReader reader,
    IEnumerable<IFactProvider> providers,
    ICatalogueSource catalogues,
    IPolicies policies,
    IFlowSource flows,
    TurnLimits limits,
    TimeProvider time,
    ILogger<TurnRunner> logger,
    DeskSetting? desk = null)
{
    // Each round answers what the one before asked for; flows ask three facts in a row at most, twice a turn.
    private const int MaxRounds = 12;

    private readonly Dictionary<string, IFactProvider> _providers =
        providers.ToDictionary(p => p.Kind.Name, StringComparer.Ordinal);

    /// <summary>Decides a turn of a conversation.</summary>
    /// <param name="tenant">The shop.</param>
    /// <param name="state">The dialogue before it.</param>
    /// <param name="entries">Messages in order; at least one.</param>
    /// <param name="mayAct">False where a human has the conversation: nothing is done to orders then.</param>
    public async ValueTask<Decision.Done> Run(
        string tenant, DialogueState state, IReadOnlyList<InboxEntry> entries, bool mayAct = true)
    {
        using var budget = new CancellationTokenSource(limits.Budget, time);
        var shop = await policies.Shop(tenant, budget.Token);
        var now = TimeZoneInfo.ConvertTime(entries[^1].ReceivedAt, shop.TimeZone);
        var setting = Setting(tenant);
        var turn = await turns.Read(tenant, entries, now, budget.Token);
        var context = new FactContext(turn, now);
        var facts = new FactSet();
        for (var round = 0; round < MaxRounds; round++)
        {
            switch (DialogueRules.Decide(state, turn, facts, setting))
            {
                case Decision.Done done:
                    return done;
                case Decision.NeedFacts need:
                    foreach (var query in need.Queries)
                        facts.Add(query, await Fetch(query, context, mayAct, budget.Token));
                    break;
            }
        }
        throw new InvalidOperationException($"A turn asked for facts more than {MaxRounds} times.");
    }

    /// <summary>What decisions of a tenant rest on now.</summary>
    public DialogueSetting Setting(string tenant) =>
        new(flows.Current, catalogues.Current(tenant), reader.UnknownThreshold, limits.SessionIdle)
        {
            Peak = desk is { Peak: true } ? desk.Complex : null,
        };

    /// <summary>The answer to a turn that cannot be decided: the dialogue stays as it was.</summary>
    public static Decision.Done Apology(DialogueState state, DialogueSetting setting, DateTimeOffset at)
    {
        var answer = setting.Book.Common[Fact.Unavailable];
        return new Decision.Done(
            state with { LastAt = at },
            [new Reply(answer.Say) { QuickReplies = answer.QuickReplies }],
            [],
            new TurnRecord([], at) { Degraded = "failed" });
    }

    private async ValueTask<Fact> Fetch(FactQuery query, FactContext context, bool mayAct, CancellationToken budget)
    {
        if (!mayAct && _providers[query.Kind].Kind.IsAction)
            return new Fact(query.Kind, Fact.Unavailable);
        try
        {
            // A provider that does not heed its token must not hold the turn.
            return await _providers[query.Kind].Get(query, context, budget).AsTask().WaitAsync(budget);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.FactUnavailable(logger, query.Kind, e);
            return new Fact(query.Kind, Fact.Unavailable);
        }
    }
}
