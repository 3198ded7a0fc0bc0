using CustomerService.Gateway.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Hosting.Lifetime;

/// <summary>
/// A process that was drained: out of the cluster, alive and unready, so that nobody starts it again before an operator
/// has done what it was drained for.
/// </summary>
internal static class Drained
{
    /// <summary>Answers for the health of the process where it did before.</summary>
    public static WebApplication Build(IReadOnlyCollection<string> urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // That it is unready is what it is asked for, again and again.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        builder.Services.AddHealthChecks().AddCheck(
            "process", () => HealthCheckResult.Unhealthy("drained; stop it to end it"), [HealthEndpoints.Ready]);
        var app = builder.Build();
        foreach (var url in urls)
            app.Urls.Add(url);
        app.MapHealth();
        return app;
    }
}
