using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Hosting.Lifetime;

/// <summary>Whether this silo is a member that others may call.</summary>
internal sealed class SiloHealth(ISiloStatusOracle status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(status.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"the silo is {status.CurrentStatus}"));
}

/// <summary>
/// Whether silos answer a gateway. Without them it is degraded and not unready: it takes messages, and they wait.
/// </summary>
internal sealed class SilosHealth(IGrainFactory grains, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy($"{hosts.Count} silos");
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded("no silo answers; messages are taken and wait");
        }
    }
}
