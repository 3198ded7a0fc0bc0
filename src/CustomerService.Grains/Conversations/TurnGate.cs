using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Lets a bounded number of a silo's turns run at once. At a peak a turn then waits before it begins, and has its whole
/// budget when it does: were all begun, each would miss the budget, and every answer would be a lesser one. Tenants
/// whose turns wait take turns, so the peak of one shop is not the wait of another.
/// <para>
/// How many is found out: turns that take more than half of their budget make them a fifth fewer, turns that are quick
/// while others wait make them more, one for each round of them (additive increase, multiplicative decrease, as TCP).
/// </para>
/// </summary>
internal sealed class TurnGate
{
    // Fewer could not keep the processors and the model's batches busy, however slow each turn is.
    private const int FewestAProcessor = 8;

    private readonly TimeProvider _time;
    private readonly TimeSpan _slow;
    private readonly double _fewest;
    private readonly double _most;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Waiter>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _tenants = new();
    private double _limit;
    private int _running;
    private long _cutAt;

    public TurnGate(IOptions<ConversationOptions> options, IMeterFactory meters, TimeProvider time)
    {
        _limit = _most = options.Value.TurnsAtOnce ?? ConversationOptions.TurnsAProcessor * Environment.ProcessorCount;
        _fewest = Math.Min(_most, FewestAProcessor * Environment.ProcessorCount);
        _slow = options.Value.TurnBudget / 2;
        _time = time;
        _cutAt = time.GetTimestamp();
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge("customer_service.turns.limit", () => (int)_limit, "{turn}", "Turns that may run at once.");
        meter.CreateObservableGauge("customer_service.turns.waiting", () => Waiting().Count, "{turn}", "Turns that wait for others to end.");
        meter.CreateObservableGauge("customer_service.turns.waiting.age", () => Waiting().Age.TotalSeconds, "s", "How long the oldest of them waits.");
    }

    /// <summary>Waits for a place; disposing of it gives it to the next.</summary>
    public ValueTask<Place> Enter(string tenant)
    {
        lock (_lock)
        {
            if (_running < (int)_limit)
            {
                _running++;
                return new(new Place(this, _time.GetTimestamp()));
            }
            ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, tenant, out _);
            line ??= new();
            if (line.Count == 0)
                _tenants.Enqueue(tenant);
            var waiter = new Waiter(_time.GetTimestamp());
            line.Enqueue(waiter);
            return new(waiter.Task);
        }
    }

    private void Leave(long began)
    {
        List<Waiter>? next = null;
        lock (_lock)
        {
            Learn(began);
            _running--;
            while (_running < (int)_limit && _tenants.TryDequeue(out var tenant))
            {
                var line = _waiting[tenant];
                (next ??= []).Add(line.Dequeue());
                _running++;
                if (line.Count > 0)
                    _tenants.Enqueue(tenant);
                else
                    _waiting.Remove(tenant);
            }
        }
        foreach (var waiter in next ?? [])
            waiter.SetResult(new(this, _time.GetTimestamp()));
    }

    private void Learn(long began)
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(began, now) <= _slow)
        {
            if (_tenants.Count > 0)
                _limit = Math.Min(_most, _limit + (1 / _limit));
        }
        else if (began >= _cutAt)
        {
            // Those that began before the last cut are slow for what it has mended.
            _limit = Math.Max(_fewest, _limit * 0.8);
            _cutAt = now;
        }
    }

    private (int Count, TimeSpan Age) Waiting()
    {
        lock (_lock)
        {
            return _waiting.Count == 0
                ? default
                : (_waiting.Values.Sum(l => l.Count), _time.GetElapsedTime(_waiting.Values.Min(l => l.Peek().Since)));
        }
    }

    /// <summary>A turn's right to run.</summary>
    internal readonly struct Place(TurnGate gate, long began) : IDisposable
    {
        public void Dispose() => gate.Leave(began);
    }

    private sealed class Waiter(long since) : TaskCompletionSource<Place>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Since => since;
    }
}
