using CustomerService.Gateway.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Gateway.Health;

/// <summary>
/// <c>/health/live</c>: the process turns. <c>/health/startup</c>: it has started. <c>/health/ready</c>: it can take
/// messages.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>The tag of checks that a process must pass before it gets traffic.</summary>
    public const string Ready = "ready";

    /// <summary>The tag of checks that a process must pass once before it counts as started.</summary>
    public const string Startup = "startup";

    /// <summary>Whether the inbox answers, for every process that stands on it.</summary>
    public static void AddInboxHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<InboxHealthCheck>(
            "inbox", HealthStatus.Unhealthy, [Ready], timeout: TimeSpan.FromSeconds(3));

    /// <summary>Maps the three addresses.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map("/health/live", _ => false);
        Map("/health/startup", check => check.Tags.Contains(Startup));
        Map("/health/ready", check => check.Tags.Contains(Ready));

        void Map(string pattern, Func<HealthCheckRegistration, bool> which) =>
            routes.MapHealthChecks(pattern, new HealthCheckOptions { Predicate = which, ResponseWriter = Write })
                .DisableRateLimiting();
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer
        {
            Status = Name(report.Status),
            Checks = report.Entries.ToDictionary(
                e => e.Key,
                e => new HealthEntry { Status = Name(e.Value.Status), Description = Describe(e.Value) },
                StringComparer.Ordinal),
        },
        GatewayJson.Type<HealthAnswer>());

    /// <summary>What an exception says is for the log, not for whoever asks.</summary>
    private static string? Describe(HealthReportEntry entry) =>
        entry.Exception is null ? entry.Description : "the check failed; see the log";

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
