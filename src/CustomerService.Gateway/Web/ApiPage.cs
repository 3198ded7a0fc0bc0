using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace CustomerService.Gateway.Web;

/// <summary>The page at <c>/scalar</c> that shows the OpenAPI document; its script is the package's, from this host.</summary>
internal static class ApiPage
{
    public static void MapApiPage(this IEndpointRouteBuilder routes) =>
        routes.MapScalarApiReference("/scalar", Configure).DisableRateLimiting();

    private static void Configure(ScalarOptions page, HttpContext http)
    {
        var nonce = RandomNumberGenerator.GetHexString(32);
        // The page starts itself by an inline script and styles itself; connect-src keeps it from talking elsewhere.
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
        page.WithTitle("Customer service").WithNonce(nonce)
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
    }
}
