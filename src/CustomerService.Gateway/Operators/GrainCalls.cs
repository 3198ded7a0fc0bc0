using CustomerService.Gateway.Configuration;

namespace CustomerService.Gateway.Operators;

/// <summary>Asks grains within a time; a grain that does not answer is an answer too.</summary>
internal sealed class GrainCalls(
    IGrainFactory grains, TimeProvider time, IOptions<GatewayOptions> options, ILogger<GrainCalls> log)
{
    /// <summary>What the grain answers; null when it does not.</summary>
    public async Task<T?> Ask<T>(Func<IGrainFactory, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call(grains).WaitAsync(options.Value.Feed.CallTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.GrainFailed(log, exception);
            return null;
        }
    }
}
