using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Configuration;

namespace CustomerService.Gateway.Feed;

/// <summary>The calls that keep a subscription.</summary>
internal interface ISubscription
{
    Task Subscribe(string conversation);

    Task Unsubscribe(string conversation);
}

/// <summary>
/// One conversation that somebody here listens to: keeps its subscription and hands what is pushed to every
/// listener. After each renewal, and each failure to renew, listeners are asked to read, so a push that was lost, or
/// a grain that forgot its observers, delays an event and never drops it.
/// </summary>
internal sealed class Topic(
    string conversation, ISubscription subscription, FeedOptions options, TimeProvider time, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Mailbox> _listeners = [];
    private readonly Signal _changed = new();
    private DateTimeOffset _renew;
    private DateTimeOffset? _expected;
    private bool _subscribed;
    private bool _closed;

    /// <summary>Adds a listener; false when the topic has ended and a new one is needed.</summary>
    public bool TryJoin(Mailbox listener)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _listeners.Add(listener);
            // Otherwise the first renewal asks: a read before it would leave a gap.
            if (_subscribed)
                listener.AskToRead();
        }
        return true;
    }

    public void Leave(Mailbox listener)
    {
        lock (_gate)
            _listeners.Remove(listener);
        _changed.Set();
    }

    public void Push(IReadOnlyList<ConversationEvent> events)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Push(events);
            _expected = null;
        }
    }

    public void ShopperTypes()
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.ShopperTypes();
        }
    }

    public void Type(bool typing)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Type(typing);
        }
    }

    /// <summary>A push should come soon; where none does, the subscription is renewed early.</summary>
    public void Expect()
    {
        lock (_gate)
        {
            if (_expected is not null)
                return;
            _expected = time.GetUtcNow() + options.Expect;
        }
        _changed.Set();
    }

    /// <summary>Renews the subscription after this, unless it is to be renewed before.</summary>
    public void RenewWithin(TimeSpan delay)
    {
        lock (_gate)
        {
            var at = time.GetUtcNow() + delay;
            _renew = at < _renew ? at : _renew;
        }
        _changed.Set();
    }

    /// <summary>Runs until nobody has listened for a while.</summary>
    public async Task Run(CancellationToken stop)
    {
        var backoff = new Backoff(options.Renew);
        do
        {
            do
            {
                var renewed = await Renew(stop);
                if (renewed)
                    backoff.Reset();
                AskToRead(renewed, renewed ? options.Renew : backoff.Next());
            }
            while (await UntilDue(stop));
            await End(stop);
        }
        while (!TryClose());
    }

    /// <summary>True when it is time to renew, false when nobody listens any more.</summary>
    private async ValueTask<bool> UntilDue(CancellationToken stop)
    {
        while (true)
        {
            var (listeners, left) = State();
            if (listeners > 0 && left <= TimeSpan.Zero)
                return true;
            var changed = await _changed.Wait(listeners > 0 ? left : options.Linger, time, stop);
            if (!changed && State().Listeners == 0)
                return false;
        }
    }

    private (int Listeners, TimeSpan Left) State()
    {
        lock (_gate)
            return (_listeners.Count, (_expected < _renew ? _expected.Value : _renew) - time.GetUtcNow());
    }

    private void AskToRead(bool subscribed, TimeSpan next)
    {
        lock (_gate)
        {
            _subscribed = subscribed;
            (_renew, _expected) = (time.GetUtcNow() + next, null);
            foreach (var listener in _listeners)
                listener.AskToRead();
        }
    }

    private async ValueTask<bool> Renew(CancellationToken stop)
    {
        try
        {
            await subscription.Subscribe(conversation).WaitAsync(options.CallTimeout, time, stop);
            return true;
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            Log.SubscribeFailed(log, exception);
            return false;
        }
    }

    private async ValueTask End(CancellationToken stop)
    {
        lock (_gate)
            _subscribed = false;
        try
        {
            await subscription.Unsubscribe(conversation).WaitAsync(options.CallTimeout, time, stop);
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            Log.UnsubscribeFailed(log, exception);
        }
    }

    /// <summary>Closes unless somebody came while the subscription was being ended.</summary>
    private bool TryClose()
    {
        lock (_gate)
            return _closed = _listeners.Count == 0;
    }
}
