namespace CustomerService.Hosting.Membership;

/// <summary>Tries to connect until a silo is there: a gateway takes messages without one, and tells them when it comes.</summary>
internal sealed class UntilConnected(TimeProvider time, ILogger<UntilConnected> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        Log.NoSiloYet(log);
        await Task.Delay(BetweenTries, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
