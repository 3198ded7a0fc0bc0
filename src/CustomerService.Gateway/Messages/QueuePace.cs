namespace CustomerService.Gateway.Messages;

/// <summary>
/// How long a message that comes in now will wait. The age of the oldest one says how long that one has waited; how fast
/// the oldest one's time of arrival moves says how long all behind it will: where five seconds of arrivals take
/// twenty-five to answer, a queue four seconds old is twenty seconds long.
/// </summary>
internal sealed class QueuePace
{
    // A queue is not longer than ten times its age: what looks so is the start of one, of which little is known.
    private const double Slowest = 0.1;

    // Half of the news is in at once, nearly all after four looks.
    private const double Weight = 0.5;

    private DateTimeOffset _oldest;
    private DateTimeOffset _looked;
    private double _pace = 1;

    /// <summary>The wait, after one more look.</summary>
    /// <param name="oldest">When the oldest message that waits came in.</param>
    /// <param name="now">The time of the look.</param>
    public TimeSpan Wait(DateTimeOffset oldest, DateTimeOffset now)
    {
        // One that does not move at all waits for a silo that died, and not in a queue: the last pace stands.
        if (_looked != default && oldest > _oldest && now > _looked)
            _pace += Weight * (Math.Clamp((oldest - _oldest) / (now - _looked), Slowest, 1) - _pace);
        (_oldest, _looked) = (oldest, now);
        return oldest < now ? (now - oldest) / _pace : TimeSpan.Zero;
    }
}
