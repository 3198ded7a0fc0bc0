using CustomerService.Core.Conversations;

namespace CustomerService.Gateway.Messages;

/// <summary>
/// How long a message that comes in now will wait: as many as wait before it, at the pace at which they are answered.
/// The age of the oldest one would not tell: four seconds of five times what can be answered are twenty seconds of work,
/// and where none come in any more the oldest grows older while the queue grows shorter.
/// </summary>
internal sealed class QueuePace
{
    // A queue is not longer than ten times its age: what looks so is the start of one, of which little is known.
    private const double Longest = 10;

    // Half of the news is in at once, nearly all after four looks.
    private const double Weight = 0.5;

    // Entries are seen a moment after the time that they bear, more so under load; those that are two seconds old have been.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private DateTimeOffset _looked;
    private long _waited;
    private double _perSecond;

    /// <summary>The moment before which the entries are counted that the next look finds answered or still waiting.</summary>
    public static DateTimeOffset Mark(DateTimeOffset look) => look - Settled;

    /// <summary>The wait, after one more look.</summary>
    /// <param name="queue">What waits now, counted before the marks of the last look and of this one.</param>
    /// <param name="now">The time of the look.</param>
    public TimeSpan Wait(TenantQueue queue, DateTimeOffset now)
    {
        // Where none was answered a silo died or a queue just began: the last pace stands.
        if (_looked != default && now > _looked && _waited > queue.BeforeEarlier)
            Learn((_waited - queue.BeforeEarlier) / (now - _looked).TotalSeconds, isLeast: queue.BeforeEarlier == 0);
        (_looked, _waited) = (now, queue.BeforeLater);
        var age = queue.OldestAt < now ? now - queue.OldestAt : TimeSpan.Zero;
        return _perSecond == 0 ? age : TimeSpan.FromSeconds(Math.Min(queue.Depth / _perSecond, Longest * age.TotalSeconds));
    }

    // The least that it is, where all that were old enough to count are answered.
    private void Learn(double pace, bool isLeast)
    {
        if (!isLeast || (_perSecond > 0 && pace > _perSecond))
            _perSecond += (_perSecond == 0 ? 1 : Weight) * (pace - _perSecond);
    }
}
