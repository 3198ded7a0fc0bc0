using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerService.Gateway.Web;

/// <summary>How fast an address may call, and how much the model may be asked at once.</summary>
internal sealed class RateLimits(IOptions<GatewayOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>Name of the policy of <c>understand</c>.</summary>
    public const string Understand = "understand";

    private readonly RateOptions _rates = options.Value.Rates;

    public void Configure(RateLimiterOptions limiter)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
            http.Connection.RemoteIpAddress is not { } address || (_rates.ExemptLoopback && IPAddress.IsLoopback(address))
                ? RateLimitPartition.GetNoLimiter(IPAddress.Loopback)
                : RateLimitPartition.GetTokenBucketLimiter(
                    Caller(address), _ => TokenBuckets.Of(_rates.AddressPerSecond, _rates.AddressBurst)));
        limiter.AddConcurrencyLimiter(Understand, limit =>
        {
            limit.PermitLimit = _rates.UnderstandConcurrency;
            limit.QueueLimit = _rates.UnderstandQueue;
        });
        limiter.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.Zero;
            return new(new ProblemResult(Problem.RateLimited(wait)).ExecuteAsync(context.HttpContext));
        };
    }

    /// <summary>One caller holds a whole IPv6 network of 64 bits, so that is what is counted.</summary>
    private static IPAddress Caller(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
