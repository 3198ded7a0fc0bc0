using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Lets a bounded number of a silo's turns run at once. At a peak a turn then waits before it begins, and has its whole
/// budget when it does: were all begun, each would miss the budget, and every answer would be a lesser one. Tenants
/// whose turns wait take turns, so the peak of one shop is not the wait of another.
/// </summary>
internal sealed class TurnGate
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Waiter>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _tenants = new();
    private int _free;

    public TurnGate(IOptions<ConversationOptions> options, IMeterFactory meters, TimeProvider time)
    {
        _free = options.Value.TurnsAtOnce ?? ConversationOptions.TurnsAProcessor * Environment.ProcessorCount;
        _time = time;
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge("customer_service.turns.waiting", () => Waiting().Count, "{turn}", "Turns that wait for others to end.");
        meter.CreateObservableGauge("customer_service.turns.waiting.age", () => Waiting().Age.TotalSeconds, "s", "How long the oldest of them waits.");
    }

    /// <summary>Waits for a place; disposing of it gives it to the next.</summary>
    public ValueTask<Place> Enter(string tenant)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new(new Place(this));
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

    private void Leave()
    {
        Waiter next;
        lock (_lock)
        {
            if (!_tenants.TryDequeue(out var tenant))
            {
                _free++;
                return;
            }
            var line = _waiting[tenant];
            next = line.Dequeue();
            if (line.Count > 0)
                _tenants.Enqueue(tenant);
            else
                _waiting.Remove(tenant);
        }
        next.SetResult(new(this));
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
    internal readonly struct Place(TurnGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }

    private sealed class Waiter(long since) : TaskCompletionSource<Place>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Since => since;
    }
}
