using CustomerService.Core.Console;
using CustomerService.Gateway.Console;
using Microsoft.AspNetCore.Http;
using Orleans.Dashboard;

namespace CustomerService.Hosting.Dashboard;

/// <summary>
/// The dashboard of Orleans: silos gather what it shows, the gateway shows it behind the console's login. Silos show
/// nothing themselves, for their own port asks for no login.
/// </summary>
public static class ClusterDashboard
{
    /// <summary>Where it lies.</summary>
    public const string Path = BehindConsole.Prefix + "/orleans";

    // It writes styles into its elements and draws with data; it asks nothing from elsewhere and is framed by nobody.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // States hold what shoppers said, which the console shows to those who have the conversation, and notes it.
    private const string States = "/GrainState";

    /// <summary>Lets a silo gather what the dashboard shows, where it is turned on.</summary>
    public static ISiloBuilder GatherForDashboard(this ISiloBuilder silo, IConfiguration configuration) =>
        DashboardSettings.Of(configuration).Enabled ? silo.AddDashboard(o => o.HideTrace = true) : silo;

    /// <summary>Lets a gateway ask silos for it.</summary>
    public static IClientBuilder AskForDashboard(this IClientBuilder client, IConfiguration configuration) =>
        DashboardSettings.Of(configuration).Enabled ? client.AddDashboard(o => o.HideTrace = true) : client;

    /// <summary>Maps it, where it is turned on.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (DashboardSettings.Of(app.Configuration) is not { Enabled: true } settings)
            return;
        var pages = app.MapOrleansDashboard(Path);
        pages.ExcludeFromDescription();
        pages.RequireConsole(settings.Tenant, ConsoleRoles.Operator).AddEndpointFilter((context, next) =>
        {
            var http = context.HttpContext;
            if (http.Request.Path.Value!.TrimEnd('/').EndsWith(States, StringComparison.OrdinalIgnoreCase))
                return new(Results.NotFound());
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
    }
}
