using System.Threading.RateLimiting;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Messages;

/// <summary>How fast one shopper may write, over HTTP and WebSocket together.</summary>
internal sealed class UserRates : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter;

    public UserRates(IOptions<GatewayOptions> options)
    {
        var rates = options.Value.Rates;
        _limiter = PartitionedRateLimiter.Create<string, string>(conversation => RateLimitPartition.GetTokenBucketLimiter(
            conversation, _ => TokenBuckets.Of(rates.UserPerSecond, rates.UserBurst)));
    }

    /// <summary>Takes a permit; gives the problem when there is none.</summary>
    public Problem? Take(string conversation)
    {
        using var lease = _limiter.AttemptAcquire(conversation);
        if (lease.IsAcquired)
            return null;
        return Problem.RateLimited(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>Token buckets that refill every tenth of a second, so that a second's rate does not come in one lump.</summary>
internal static class TokenBuckets
{
    public static TokenBucketRateLimiterOptions Of(int perSecond, int burst)
    {
        var steps = Math.Min(perSecond, 10);
        return new()
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perSecond / steps),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / steps),
            QueueLimit = 0,
        };
    }
}
