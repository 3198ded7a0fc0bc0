using CustomerService.Core.Console;

namespace CustomerService.Gateway.Console;

/// <summary>Begins and ends logins, however somebody proved who they are.</summary>
internal sealed class Logins(ISessions sessions, IAuditLog audit, TimeProvider time, IOptions<ConsoleOptions> options)
{
    /// <summary>Begins a login: sets the cookie, unless a bearer token is wanted.</summary>
    public async Task<(ConsoleCaller Caller, string Token)> Begin(HttpContext http, ConsoleAccount account, bool bearer)
    {
        var now = time.GetUtcNow();
        var token = Tokens.Create();
        var session = new ConsoleSession(
            Tokens.Hash(token), account.Id, Tokens.Create(), now + (bearer ? options.Value.Token : options.Value.Session));
        await sessions.Begin(session, now, http.RequestAborted);
        await audit.Add(account.Tenant, new(now, account.Id, "login", account.Id), http.RequestAborted);
        if (!bearer)
            http.Response.Cookies.Append(Tokens.Cookie, token, Cookie(http, session.Until));
        http.Response.Headers.CacheControl = "no-store";
        return (new(account, session), token);
    }

    /// <summary>Ends the login that the call is made by.</summary>
    public async Task End(HttpContext http)
    {
        await sessions.End(ConsoleCaller.Of(http).Session.TokenHash, http.RequestAborted);
        http.Response.Cookies.Delete(Tokens.Cookie, Cookie(http, DateTimeOffset.UnixEpoch));
    }

    private static CookieOptions Cookie(HttpContext http, DateTimeOffset until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = http.Request.PathBase + ConsoleApp.Prefix,
        Expires = until,
        IsEssential = true,
    };
}
