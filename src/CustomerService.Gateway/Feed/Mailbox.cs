using CustomerService.Contracts.Conversations;

namespace CustomerService.Gateway.Feed;

/// <summary>What lies in a mailbox.</summary>
/// <param name="Pushed">A push, or null.</param>
/// <param name="Read">Whether events must be read from the conversation, because a push may be missing.</param>
/// <param name="Typing">The last change, or null.</param>
/// <param name="ShopperTypes">Whether the shopper was typing.</param>
internal readonly record struct Mail(IReadOnlyList<ConversationEvent>? Pushed, bool Read, bool? Typing, bool ShopperTypes = false);

/// <summary>
/// What was pushed to one listener and not taken yet. It never grows: a listener that is too slow for its pushes
/// is told to read the conversation instead.
/// </summary>
internal sealed class Mailbox
{
    private const int Capacity = 32;

    private readonly Lock _gate = new();
    private readonly Queue<IReadOnlyList<ConversationEvent>> _pushed = new();
    private readonly Signal _filled = new();
    private bool _read;
    private bool? _typing;
    private bool _shopperTypes;

    public void Push(IReadOnlyList<ConversationEvent> events)
    {
        lock (_gate)
        {
            if (_pushed.Count >= Capacity)
            {
                _pushed.Clear();
                _read = true;
            }
            else
            {
                _pushed.Enqueue(events);
            }
        }
        _filled.Set();
    }

    public void AskToRead()
    {
        lock (_gate)
            _read = true;
        _filled.Set();
    }

    public void Type(bool typing)
    {
        lock (_gate)
            _typing = typing;
        _filled.Set();
    }

    public void ShopperTypes()
    {
        lock (_gate)
            _shopperTypes = true;
        _filled.Set();
    }

    /// <summary>What came; empty when nothing did for so long.</summary>
    public async ValueTask<Mail> Take(TimeSpan idle, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var woken = true; woken;)
        {
            lock (_gate)
            {
                if (_read || _typing is not null || _shopperTypes || _pushed.Count > 0)
                {
                    _pushed.TryDequeue(out var pushed);
                    var mail = new Mail(pushed, _read, _typing, _shopperTypes);
                    (_read, _typing, _shopperTypes) = (false, null, false);
                    return mail;
                }
            }
            woken = await _filled.Wait(idle, time, cancellationToken);
        }
        return default;
    }
}
