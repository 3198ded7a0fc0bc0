using CustomerService.Gateway.Configuration;

namespace CustomerService.Gateway.Web;

/// <summary>Headers that keep a page from running, loading or being framed by what it should not.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<GatewayOptions> options)
{
    private readonly string _policy = Policy(options.Value);

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return next(http);
    }

    /// <summary>Pictures come from the shop's own servers as well; nothing else comes from elsewhere.</summary>
    private static string Policy(GatewayOptions options) =>
        "default-src 'self'; img-src 'self' data: https:; base-uri 'none'; object-src 'none'; form-action 'self'; "
        + "frame-ancestors " + string.Join(' ', ["'self'", .. options.FrameAncestors ?? []]);
}
