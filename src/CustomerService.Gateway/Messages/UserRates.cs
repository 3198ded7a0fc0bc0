using System.Threading.RateLimiting;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Messages;

/// <summary>How fast one shopper may write, and how fast all shoppers of a tenant, over HTTP and WebSocket together.</summary>
internal sealed class UserRates : IDisposable
{
    private readonly PartitionedRateLimiter<string> _users;
    private readonly PartitionedRateLimiter<string>? _tenants;

    public UserRates(IOptions<GatewayOptions> options)
    {
        var rates = options.Value.Rates;
        _users = Limiter(rates.UserPerSecond, rates.UserBurst);
        // A second's worth at once: what comes in lumps is a peak of the shop's, which its rate is there for.
        _tenants = rates.TenantPerSecond > 0 ? Limiter(rates.TenantPerSecond, rates.TenantPerSecond) : null;
    }

    /// <summary>Takes a permit; gives the problem when there is none.</summary>
    public Problem? Take(ConversationId conversation) =>
        // A tenant beyond its rate is looked at first, since that keeps nothing for its shoppers; its permit is taken last,
        // so that a shopper who writes too fast takes none from the others.
        Full(conversation.Tenant) ?? Take(_users, conversation.ToString()) ?? (_tenants is null ? null : Take(_tenants, conversation.Tenant));

    public void Dispose()
    {
        _users.Dispose();
        _tenants?.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int perSecond, int burst) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => TokenBuckets.Of(perSecond, burst)));

    private Problem? Full(string tenant) => _tenants?.GetStatistics(tenant) is { CurrentAvailablePermits: 0 } ? Problem.RateLimited(TimeSpan.Zero) : null;

    private static Problem? Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        return Problem.RateLimited(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }
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
