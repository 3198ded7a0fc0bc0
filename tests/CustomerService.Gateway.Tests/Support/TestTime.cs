using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>Time that the test moves, and that tells which waits were begun.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Enqueue(dueTime);
        return timer;
    }

    /// <summary>Waits until something has begun to wait for so long since the last call.</summary>
    public async Task Begun(TimeSpan wait)
    {
        await Answers.Eventually(() => _waits.Contains(wait));
        _waits.Clear();
    }
}
