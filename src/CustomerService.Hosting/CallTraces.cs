using CustomerService.Gateway.Telemetry;

namespace CustomerService.Hosting;

/// <summary>Carries the trace of a request through calls between grains, where a collector takes it: it costs each call.</summary>
public static class CallTraces
{
    /// <summary>Of a silo.</summary>
    public static ISiloBuilder TraceCalls(this ISiloBuilder silo, IConfiguration configuration) =>
        GatewayTelemetry.IsCollected(configuration) ? silo.AddActivityPropagation() : silo;

    /// <summary>Of a client.</summary>
    public static IClientBuilder TraceCalls(this IClientBuilder client, IConfiguration configuration) =>
        GatewayTelemetry.IsCollected(configuration) ? client.AddActivityPropagation() : client;
}
