namespace CustomerService.Grains.Understanding;

/// <summary>
/// How long somebody takes to answer, as a mean that jumps up to a slow answer and comes down again by and by (the peak
/// EWMA of Twitter's Finagle): trouble counts at once, and is forgiven, so that who was slow is tried again. Not thread-safe.
/// </summary>
internal sealed class AnswerTime
{
    // After so long without news a third of it is left: some twenty seconds from a second to what is usual.
    private const double ForgottenAfter = 5;

    // What one who was never asked is taken for, a small batch's time; and what no answer is faster than, so that
    // those with nothing to do are told apart by what they have to do and not by a tenth of a millisecond.
    private const double Usual = 0.01;
    private const double Fastest = 0.001;

    private double _seconds = Usual;
    private TimeSpan? _at;

    /// <summary>Seconds that an answer takes, at a moment.</summary>
    public double Seconds(TimeSpan now) => Math.Max(Fastest, _seconds * Left(now));

    /// <summary>Takes an answer's time.</summary>
    public void Add(TimeSpan took, TimeSpan now)
    {
        var (seconds, left) = (took.TotalSeconds, Left(now));
        // Up at once; down as if the old mean had been forgotten that far.
        _seconds = Math.Max(Fastest, seconds > _seconds * left ? seconds : seconds + ((_seconds - seconds) * left));
        _at = now;
    }

    private double Left(TimeSpan now) => _at is { } at ? Math.Exp((at - now).TotalSeconds / ForgottenAfter) : 1;
}
