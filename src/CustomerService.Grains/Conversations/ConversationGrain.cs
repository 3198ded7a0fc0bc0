using System.Diagnostics;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Core.Dialogue;
using CustomerService.Grains.Placement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Utilities;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Holds one conversation: takes inbox entries in order, gathers bursts, runs turns, commits each with one guarded
/// write, and dispatches what was committed.
/// </summary>
[ActivationCountBasedPlacement, RunsOn(SiloRoles.Conversation)]
internal sealed class ConversationGrain : Grain, IConversationGrain
{
    // A burst that never pauses is answered after this many quiet times all the same.
    private const int MaxQuietTimes = 5;

    // Messages of one turn.
    private const int MostMessages = 10;

    // Read or finished at once; more than a shopper writes while a silo is away.
    private const int Batch = 100;

    private readonly IPersistentState<ConversationState> _stored;
    private readonly IInbox _inbox;
    private readonly IInboxDelivery _delivery;
    private readonly ITranscript _transcript;
    private readonly TurnRunner _turns;
    private readonly TurnGate _gate;
    private readonly BurstRule _bursts;
    private readonly EffectDispatcher _effects;
    private readonly ConversationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ConversationGrain> _logger;
    private readonly ObserverManager<IConversationObserver> _observers;
    private readonly SortedDictionary<long, InboxEntry> _waiting = [];
    // Numbers that come next and are not in the inbox: dead letters, which nobody waits for.
    private readonly HashSet<long> _dead = [];
    private readonly HashSet<string> _dispatched = new(StringComparer.Ordinal);
    private readonly ConversationId _id;
    private readonly string _key;
    private ConversationState _state = new();
    private TaskCompletionSource _arrival = NewSignal();
    private Task? _working;

    // Of the turn whose outbox is dispatched next, so that both stand in one trace.
    private ActivityContext _trace;

    // Entries may lie in the inbox that nobody told of: after an activation, and when the pump had to step in.
    private bool _behind = true;

    public ConversationGrain(
        [PersistentState("conversation")] IPersistentState<ConversationState> stored,
        IInbox inbox,
        IInboxDelivery delivery,
        ITranscript transcript,
        TurnRunner turns,
        TurnGate gate,
        BurstRule bursts,
        EffectDispatcher effects,
        IOptions<ConversationOptions> options,
        TimeProvider time,
        ILogger<ConversationGrain> logger)
    {
        (_stored, _inbox, _delivery, _transcript) = (stored, inbox, delivery, transcript);
        (_turns, _gate, _bursts, _effects) = (turns, gate, bursts, effects);
        (_options, _time, _logger) = (options.Value, time, logger);
        _observers = new(TimeSpan.FromMinutes(5), logger);
        _key = this.GetPrimaryKeyString();
        _id = ConversationId.Parse(_key);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = _stored.State;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _working is { } working ? working.WaitAsync(cancellationToken) : Task.CompletedTask;

    public Task Deliver(InboxEntry entry)
    {
        _waiting[entry.Number] = entry;
        // The pump brings the first unfinished entry only, whatever lies behind it.
        _behind |= entry.Number <= _state.Handled || _time.GetUtcNow() - entry.ReceivedAt >= _options.RedeliverAfter;
        _arrival.TrySetResult();
        // Calls that arrive meanwhile share the work under way, so the activation counts as busy until it is done.
        return _working ??= Work();
    }

    public async Task<EventPage> Events(long after, int limit)
    {
        var state = _state;
        IEnumerable<ConversationEvent> events = state.Window;
        if (state.Window is [{ Sequence: var first }, ..] && first > after + 1)
            events = (await _transcript.Read(_key, after, limit)).Where(e => e.Sequence < first).Concat(state.Window);
        ConversationEvent[] page = [.. events.Where(e => e.Sequence > after).Take(limit)];
        return new EventPage(page, page is [.., var last] ? last.Sequence : Math.Min(after, state.Sequence));
    }

    public Task Subscribe(IConversationObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IConversationObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TurnRecord>> Turns() => Task.FromResult<IReadOnlyList<TurnRecord>>(_state.Turns);

    public Task<Briefing> Briefing() => Task.FromResult(HumanSide.Briefing(_state));

    public Task AgentTyping(bool typing)
    {
        _observers.Notify(o => o.Typing(_key, typing)).Ignore();
        return Task.CompletedTask;
    }

    public Task ShopperTyping()
    {
        if (_state.Desk?.Agent is not null)
            _observers.Notify(o => o.ShopperTyping(_key)).Ignore();
        return Task.CompletedTask;
    }

    private async Task Work()
    {
        try
        {
            // Leaves the caller's turn first: _working must be set before anything can finish.
            await Task.Yield();
            do
            {
                await TakeLate();
                await DropHandled();
                await FillGap();
                while (Ready(1) is [var next, ..])
                {
                    await (next.Kind switch
                    {
                        InboxKind.Message => GatedTurn(),
                        InboxKind.Agent => AgentSays(next),
                        _ => Notice(next),
                    });
                    await Dispatch();
                }
            }
            while (Ready(1).Count > 0 || _waiting.Keys.Any(n => n <= _state.Handled));
        }
        catch (Exception e)
        {
            // Nothing is lost: the entries are in the inbox and unfinished, so the pump delivers them again.
            await TellFailure(e);
            _waiting.Clear();
            _dead.Clear();
            DeactivateOnIdle();
            Log.WorkFailed(_logger, e);
        }
        finally
        {
            _working = null;
        }
    }

    // The reason stands by the entry should it become a dead letter; where even that cannot be written, it stays unknown.
    private async Task TellFailure(Exception failure)
    {
        try
        {
            if (_waiting.Count > 0)
                await _delivery.Failed(_key, _waiting.Keys.First(), failure.GetType().Name);
        }
        catch (Exception e)
        {
            Log.WorkFailed(_logger, e);
        }
    }

    // A dead letter that an operator sends again: the conversation went on without it, so its turn comes late.
    private async Task TakeLate()
    {
        foreach (var entry in _waiting.Values.Where(e => _state.Skipped.Contains(e.Number)).ToArray())
        {
            if (entry.Kind == InboxKind.Message)
                await Turn([entry]);
            else
                await Notice(entry);
            await Dispatch();
        }
    }

    // An entry handled before is here again because its outbox may not have been dispatched; it is the first of those
    // that are not finished, so the ones between it and the last handled one are finished with it.
    private async Task DropHandled()
    {
        long[] handled = [.. _waiting.Keys.Where(n => n <= _state.Handled)];
        foreach (var number in handled)
            _waiting.Remove(number);
        if (handled.Length > 0 || _state.Outbox.Any(i => !_dispatched.Contains(i.Id)))
            await Dispatch(handled is [var first, ..] ? [.. Through(first, Math.Min(_state.Handled, first + Batch - 1)).Except(_state.Skipped)] : []);
    }

    private static IEnumerable<long> Through(long first, long last)
    {
        for (var number = first; number <= last; number++)
            yield return number;
    }

    private async Task FillGap()
    {
        if (!_behind && (_waiting.Count == 0 || _waiting.Keys.First() == _state.Handled + 1))
            return;
        _behind = false;
        var entries = await _inbox.Read(_key, _state.Handled, Batch);
        var next = _state.Handled + 1;
        foreach (var entry in entries)
        {
            // An append gives numbers without gaps, so what is missing before an entry that is there was taken out.
            while (next < entry.Number)
                _dead.Add(next++);
            next = entry.Number + 1;
            _waiting[entry.Number] = entry;
        }
        _behind |= entries.Count == Batch;
    }

    /// <summary>Entries that follow without a gap on what is handled, at most <paramref name="limit"/>.</summary>
    private List<InboxEntry> Ready(int limit)
    {
        var ready = new List<InboxEntry>();
        for (var number = _state.Handled + 1; ready.Count < limit; number++)
        {
            if (_waiting.TryGetValue(number, out var entry))
                ready.Add(entry);
            else if (!_dead.Contains(number))
                break;
        }
        return ready;
    }

    // What comes while it waits belongs to it.
    private async Task GatedTurn()
    {
        await Gather();
        using var place = await _gate.Enter(_id.Tenant);
        await Turn(Messages());
    }

    // Waits for what follows within the quiet time of an unfinished message.
    private async Task Gather()
    {
        for (var waited = 0; waited < MaxQuietTimes; waited++)
        {
            var messages = Messages();
            if (messages.Count == MostMessages || !_bursts.LooksUnfinished(_id.Tenant, _state.Dialogue, messages[^1], _turns.Setting(_id.Tenant).Book))
                break;
            if (_arrival.Task.IsCompleted)
                _arrival = NewSignal();
            if (await Task.WhenAny(_arrival.Task, Task.Delay(_options.QuietTime, _time)) != _arrival.Task && Messages().Count == messages.Count)
                break;
        }
    }

    // Those of one turn: they follow on each other without a notice between them.
    private List<InboxEntry> Messages() => [.. Ready(MostMessages).TakeWhile(e => e.Kind == InboxKind.Message)];

    private async Task Turn(IReadOnlyList<InboxEntry> entries)
    {
        using var activity = Telemetry.StartTurn(entries);
        _trace = activity?.Context ?? default;
        var started = _time.GetTimestamp();
        var hasHuman = _state.Desk?.Agent is not null;
        if (!hasHuman)
            _observers.Notify(o => o.Typing(_key, true)).Ignore();
        var done = await Decide(entries, mayAct: !hasHuman);
        var draft = done.Replies;
        if (hasHuman)
            done = HumanSide.Silent(_state.Dialogue, done);
        var next = ConversationCommit.Turn(_state, entries, done, _time.GetUtcNow(), _dispatched);
        await Commit(hasHuman ? next with { Draft = draft } : next);
        Telemetry.TurnDone(_id, done.Record, _time.GetElapsedTime(started));
        activity?.SetTag("customer_service.intent", string.Join(',', done.Record.Intents));
    }

    private async Task<Decision.Done> Decide(IReadOnlyList<InboxEntry> entries, bool mayAct)
    {
        try
        {
            return RatingRule.Take(_state, entries, _turns.Setting(_id.Tenant))
                ?? await _turns.Run(_id.Tenant, _state.Dialogue, entries, mayAct);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A turn that cannot be decided is answered all the same: silence is the one answer a shopper cannot use.
            Log.TurnFailed(_logger, e);
            Activity.Current?.SetStatus(ActivityStatusCode.Error);
            return TurnRunner.Apology(_state.Dialogue, _turns.Setting(_id.Tenant), entries[^1].ReceivedAt);
        }
    }

    private async Task Notice(InboxEntry notice)
    {
        var words = DialogueRules.WordsOf(notice, _turns.Setting(_id.Tenant));
        await Commit(ConversationCommit.Notice(_state, notice, words, _time.GetUtcNow(), _dispatched));
    }

    private async Task AgentSays(InboxEntry entry)
    {
        var heard = HumanSide.Hear(_state.Dialogue, entry, _turns.Setting(_id.Tenant).Catalogue);
        await Commit(ConversationCommit.Agent(_state, entry, heard, _time.GetUtcNow(), _dispatched));
    }

    private async Task Commit(ConversationState next)
    {
        if (next.Window.Length > ConversationCommit.WindowSize)
        {
            // Half of the window at once, so that a long talk pays the extra write every tenth turn or so.
            // Only what was committed: a write that is refused now must leave nothing of itself in the transcript.
            var old = Math.Min(next.Window.Length - (ConversationCommit.WindowSize / 2), _state.Window.Length);
            await _transcript.Append(_key, next.Window[..old]);
            next = next with { Window = next.Window[old..] };
        }
        _stored.State = next;
        await _stored.WriteStateAsync();
        var shown = next.Window.Where(e => e.Sequence > _state.Sequence).ToArray();
        foreach (var done in _dispatched.Where(id => next.Outbox.All(i => i.Id != id)).ToArray())
            _dispatched.Remove(done);
        _state = next;
        _dead.RemoveWhere(n => n <= next.Handled);
        _observers.Notify(o => o.Committed(_key, shown)).Ignore();
    }

    // Entries are finished only when everything that their turns committed is dispatched.
    private async Task Dispatch(params IReadOnlyList<long> redelivered)
    {
        using var activity = Telemetry.StartDispatch(_trace);
        _trace = default;
        foreach (var item in _state.Outbox.Where(i => !_dispatched.Contains(i.Id)).ToArray())
        {
            await _effects.Dispatch(_id, item.Effect);
            _dispatched.Add(item.Id);
        }
        long[] done = [.. redelivered, .. _waiting.Keys.Where(n => n <= _state.Handled)];
        foreach (var number in done)
            _waiting.Remove(number);
        if (done.Length > 0)
            await _inbox.Finish(_key, done);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
