using System.Reflection;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CustomerService.Gateway.Telemetry;

/// <summary>Metrics for Prometheus, and both metrics and traces by OTLP where a collector is named.</summary>
public static class GatewayTelemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>For gateways and silos alike; the host maps <c>/metrics</c>.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exported = IsCollected(configuration);
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Describe(configuration)).WithMetrics(metrics =>
        {
            metrics.AddMeter("CustomerService.*", "Microsoft.Orleans")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter();
            if (exported)
                metrics.AddOtlpExporter();
        });
        // Spans that nobody collects would still be made, several a message.
        if (exported)
        {
            telemetry.WithTracing(traces => traces
                .AddSource("CustomerService.*", "Microsoft.Orleans.*")
                .AddAspNetCoreInstrumentation(o => o.Filter = IsOfInterest)
                .AddOtlpExporter());
        }
    }

    /// <summary>Whether a collector is named, by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public static bool IsCollected(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[Collector]);

    // Who names the service by the environment has said all; otherwise it is the program, and each process one of it.
    private static Action<ResourceBuilder> Describe(IConfiguration configuration) => resource =>
    {
        if (string.IsNullOrEmpty(configuration[ServiceName]) && Assembly.GetEntryAssembly()?.GetName().Name is { } program)
            resource.AddService(program);
    };

    private static bool IsOfInterest(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);
}
