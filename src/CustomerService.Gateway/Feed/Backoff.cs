namespace CustomerService.Gateway.Feed;

/// <summary>Waits that double from one second to a ceiling, until something works again.</summary>
internal struct Backoff(TimeSpan ceiling)
{
    // A silo that died is replaced within seconds, and no shopper should be longer in seeing it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private int _failures;

    public TimeSpan Next()
    {
        var wait = TimeSpan.FromSeconds(1 << Math.Min(_failures++, 10));
        var most = ceiling < Longest ? ceiling : Longest;
        return wait < most ? wait : most;
    }

    public void Reset() => _failures = 0;
}
