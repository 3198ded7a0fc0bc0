using CustomerService.Contracts.Conversations;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>
/// A conversation that echoes: each delivered entry commits the shopper's message and a reply. Its faults are those
/// of a real one: it forgets its observers, its pushes get lost, it throws, it does not answer.
/// </summary>
public sealed class FakeConversation(string id) : IConversationGrain
{
    private readonly Lock _gate = new();
    private readonly List<ConversationEvent> _events = [];
    private readonly HashSet<IConversationObserver> _observers = [];
    private readonly HashSet<long> _handled = [];

    public bool LosesPushes { get; set; }

    public bool DoesNotAnswer { get; set; }

    public Exception? Fault { get; set; }

    public int Subscriptions { get; private set; }

    public int Reads { get; private set; }

    public int Observers
    {
        get
        {
            lock (_gate)
                return _observers.Count;
        }
    }

    public async Task Deliver(InboxEntry entry)
    {
        await Ready();
        lock (_gate)
        {
            if (!_handled.Add(entry.Number))
                return;
        }
        Commit(
            e => e with { Kind = EventKinds.Message, Text = entry.Text, Number = entry.Number, MessageId = entry.MessageId },
            e => e with { Kind = EventKinds.Reply, Text = "收到:" + entry.Text, InReplyTo = [entry.Number] });
    }

    /// <summary>Commits events and pushes them.</summary>
    public void Commit(params ReadOnlySpan<Func<ConversationEvent, ConversationEvent>> events)
    {
        IReadOnlyList<ConversationEvent> committed;
        IReadOnlyList<IConversationObserver> observers;
        lock (_gate)
        {
            var first = _events.Count;
            foreach (var shape in events)
                _events.Add(shape(new(_events.Count + 1, EventKinds.Reply, DateTimeOffset.UnixEpoch)));
            committed = [.. _events.Skip(first)];
            observers = LosesPushes ? [] : [.. _observers];
        }
        foreach (var observer in observers)
            _ = observer.Committed(id, committed);
    }

    public void Say(string text) => Commit(e => e with { Text = text });

    public void Type(bool typing)
    {
        lock (_gate)
        {
            foreach (var observer in _observers)
                _ = observer.Typing(id, typing);
        }
    }

    /// <summary>What a deactivation does.</summary>
    public void Forget()
    {
        lock (_gate)
            _observers.Clear();
    }

    public async Task<EventPage> Events(long after, int limit)
    {
        await Ready();
        lock (_gate)
        {
            Reads++;
            IReadOnlyList<ConversationEvent> page = [.. _events.Where(e => e.Sequence > after).Take(limit)];
            return new(page, page is [] ? after : page[^1].Sequence);
        }
    }

    public async Task Subscribe(IConversationObserver observer)
    {
        await Ready();
        lock (_gate)
        {
            _observers.Add(observer);
            Subscriptions++;
        }
    }

    public async Task Unsubscribe(IConversationObserver observer)
    {
        await Ready();
        lock (_gate)
            _observers.Remove(observer);
    }

    public async Task<IReadOnlyList<TurnRecord>> Turns()
    {
        await Ready();
        return [new([1], DateTimeOffset.UnixEpoch) { Intents = ["stock"], Confidence = 0.9, Facts = ["stock:available"] }];
    }

    public async Task<Briefing> Briefing()
    {
        await Ready();
        lock (_gate)
            return new([], new Dictionary<string, string>(StringComparer.Ordinal), _events.Count);
    }

    public Task AgentTyping(bool typing)
    {
        Type(typing);
        return Task.CompletedTask;
    }

    public int ShopperTyped { get; private set; }

    public Task ShopperTyping()
    {
        ShopperTyped++;
        lock (_gate)
        {
            foreach (var observer in _observers)
                _ = observer.ShopperTyping(id);
        }
        return Task.CompletedTask;
    }

    private Task Ready() =>
        DoesNotAnswer ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System)
        : Fault is { } fault ? Task.FromException(fault)
        : Task.CompletedTask;
}
