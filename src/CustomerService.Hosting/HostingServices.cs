using CustomerService.Core.Understanding;
using CustomerService.Gateway.Health;
using CustomerService.Gateway.Telemetry;
using CustomerService.Grains.Members;
using CustomerService.Hosting.Lifetime;
using CustomerService.Hosting.Membership;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerService.Hosting;

/// <summary>What the processes of a cluster have in common.</summary>
public static class HostingServices
{
    // A silo hands thousands of activations over, each with a write under way at most.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Agreement with the cluster at start, draining at the end, telemetry; the storage is added before.</summary>
    public static IServiceCollection AddClusterProcess(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ClusterModel>();
        services.AddSingleton<IModelRecord>(s => s.GetRequiredService<ClusterModel>());
        services.AddHostedService<ClusterAgreement>();
        services.AddSingleton<Drain>();
        services.AddSingleton<ILeaving>(s => s.GetRequiredService<Drain>());
        services.AddHostedService(s => s.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("process", tags: [HealthEndpoints.Ready, HealthEndpoints.Startup]);
        services.Configure<HostOptions>(o => o.ShutdownTimeout =
            ShutdownTimeout + configuration.GetValue($"{ClusterOptions.Section}:{nameof(ClusterOptions.DrainDelay)}", TimeSpan.Zero));
        return services;
    }

    /// <summary>Health and telemetry of a silo, which has no gateway to bring them.</summary>
    public static IServiceCollection AddSiloHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddInboxHealth();
        services.AddIndexHealth();
        services.AddHealthChecks().AddCheck<SiloHealth>("silo", tags: [HealthEndpoints.Ready]);
        services.AddTelemetry(configuration);
        return services;
    }

    /// <summary>Whether a gateway reaches the silos, and what it does when they come and go.</summary>
    public static IServiceCollection AddSilosWatch(this IServiceCollection services)
    {
        services.AddHostedService<MemberWatch>();
        services.AddHealthChecks().AddCheck<SilosHealth>("silos", tags: [HealthEndpoints.Ready]);
        return services;
    }
}
