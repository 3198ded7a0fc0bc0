using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Console;

/// <summary>Puts pages of the host behind the login of the console.</summary>
public static class BehindConsole
{
    /// <summary>Where they have to lie: the cookie of the login is sent nowhere else.</summary>
    public const string Prefix = ConsoleApp.Prefix;

    /// <summary>Lets pass who is logged in, has one of the roles and belongs to the tenant; 401 or 403 for all others.</summary>
    public static RouteGroupBuilder RequireConsole(this RouteGroupBuilder group, string tenant, params string[] roles)
    {
        group.WithMetadata(new AnyRole(roles)).AddEndpointFilter<ConsoleGate>();
        return group.AddEndpointFilter((context, next) => ConsoleCaller.Of(context.HttpContext).Tenant == tenant
            ? next(context) : new(new ProblemResult(new(ProblemCodes.ConsoleForbidden))));
    }
}
