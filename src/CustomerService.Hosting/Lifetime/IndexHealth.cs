using CustomerService.Gateway.Health;
using CustomerService.Language;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Hosting.Lifetime;

/// <summary>Whether questions can be found in the knowledge base at once.</summary>
public static class IndexHealth
{
    /// <summary>The process gets no traffic before the indexes of its tenants are made.</summary>
    public static IServiceCollection AddIndexHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<Check>("index", tags: [HealthEndpoints.Ready, HealthEndpoints.Startup]);
        return services;
    }

    private sealed class Check(IndexReadiness readiness) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(readiness.IsDone
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the knowledge base is being indexed"));
    }
}
