namespace CustomerService.Gateway.Feed;

/// <summary>Waits that double from one second to a ceiling, until something works again.</summary>
internal struct Backoff(TimeSpan ceiling)
{
    private int _failures;

    public TimeSpan Next()
    {
        var wait = TimeSpan.FromSeconds(1 << Math.Min(_failures++, 10));
        return wait < ceiling ? wait : ceiling;
    }

    public void Reset() => _failures = 0;
}
