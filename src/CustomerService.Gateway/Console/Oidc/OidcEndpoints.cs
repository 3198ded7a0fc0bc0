using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerService.Gateway.Console.Oidc;

/// <summary>How somebody may log in.</summary>
internal sealed record LoginWays(bool Local, bool Oidc);

/// <summary>What browsers visit to log in and out at the provider; they are no part of the API.</summary>
internal static class OidcEndpoints
{
    public static void MapOidc(this IEndpointRouteBuilder open)
    {
        open.MapGet("/login/ways", Ways).ExcludeFromDescription();
        if (!open.ServiceProvider.GetRequiredService<IOptions<ConsoleOptions>>().Value.Oidc.IsOn)
            return;
        open.MapGet("/oidc/login", LogIn).ExcludeFromDescription();
        open.MapGet("/oidc/logout", LogOut).ExcludeFromDescription();
    }

    private static IResult Ways(HttpContext http, IOptions<ConsoleOptions> options)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new LoginWays(options.Value.LocalLogin, options.Value.Oidc.IsOn));
    }

    private static async Task LogIn(HttpContext http, ILogger<Logins> log)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await http.ChallengeAsync(OidcLogin.Scheme, new AuthenticationProperties { RedirectUri = http.Request.PathBase + "/console" });
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException && !http.Response.HasStarted)
        {
            // Its discovery document cannot be had.
            Log.OidcFailed(log, e.GetType().Name);
            await RefusalPage.Write(http, new(ProblemCodes.OidcUnavailable));
        }
    }

    // The console's own login is over by now. https://openid.net/specs/openid-connect-rpinitiated-1_0.html
    private static async Task<IResult> LogOut(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> options, IOptions<ConsoleOptions> console, ILogger<Logins> log)
    {
        OpenIdConnectConfiguration? provider = null;
        try
        {
            provider = await options.Get(OidcLogin.Scheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            Log.OidcFailed(log, e.GetType().Name);
        }
        if (provider?.EndSessionEndpoint is not { Length: > 0 } end)
            return Results.LocalRedirect("~/console");
        var own = console.Value.Oidc;
        var home = own.PublicAddress is { Length: > 0 } address
            ? address.TrimEnd('/') + "/console"
            : $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/console";
        return Results.Redirect(QueryHelpers.AddQueryString(end, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = own.ClientId, ["post_logout_redirect_uri"] = home,
        }));
    }
}
