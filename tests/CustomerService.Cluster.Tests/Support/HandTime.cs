namespace CustomerService.Cluster.Tests.Support;

/// <summary>
/// The real clock for the runtime, but the delays of the product (told by their lengths) end only by a test's hand,
/// and the test may set the clock on.
/// </summary>
internal sealed class HandTime(params TimeSpan[] held) : TimeProvider
{
    private readonly Watch _watch = new();
    private readonly List<HandTimer> _pending = [];
    private readonly List<TimeSpan> _begun = [];
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        held.Contains(dueTime) ? new HandTimer(this, callback, state, dueTime) : System.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <summary>How many delays of a length have begun so far.</summary>
    public int Begun(TimeSpan delay) => _watch.Look(() => _begun.Count(d => d == delay));

    public Task UntilWaiting(TimeSpan delay) => _watch.Until(() => _pending.Exists(t => t.Due == delay));

    /// <summary>Waits until something waits for the delay, and lets it pass.</summary>
    public async Task Elapse(TimeSpan delay)
    {
        await UntilWaiting(delay);
        Advance(delay * 2);
        var due = _watch.Change(() =>
        {
            var ended = _pending.Where(t => t.Due == delay).ToArray();
            _pending.RemoveAll(t => t.Due == delay);
            return ended;
        });
        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class HandTimer : ITimer
    {
        private readonly HandTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        public HandTimer(HandTime time, TimerCallback callback, object? state, TimeSpan due)
        {
            (_time, _callback, _state, Due) = (time, callback, state, due);
            time._watch.Change(() =>
            {
                time._begun.Add(due);
                time._pending.Add(this);
                return true;
            });
        }

        public TimeSpan Due { get; }

        public void Fire() => _callback(_state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _time._watch.Change(() => _time._pending.Remove(this));

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
