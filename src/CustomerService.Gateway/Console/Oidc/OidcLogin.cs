using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerService.Gateway.Console.Oidc;

/// <summary>
/// Login by an OpenID provider: code flow with PKCE. What it ends in is the same session as that of a login with a
/// password, so that every call, the guard and the audit log work the same.
/// </summary>
internal static class OidcLogin
{
    public const string Scheme = "console-oidc";

    /// <summary>Where the provider sends the browser back to.</summary>
    public const string Callback = ConsoleApp.Prefix + "/oidc/callback";

    // The handler wants another one to sign in with, and were it the only one it would be asked at every request. None of
    // its cookies is ever set: the ticket becomes a session of the console.
    private const string Ticket = "console-oidc-ticket";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static void AddOidc(this IServiceCollection services, string? authority)
    {
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>();
        if (string.IsNullOrEmpty(authority))
            return;
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { }).AddCookie(Ticket);
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<ConsoleOptions>, TimeProvider>(Configure);
    }

    private static void Configure(OpenIdConnectOptions options, IOptions<ConsoleOptions> console, TimeProvider time)
    {
        var own = console.Value.Oidc;
        options.Authority = own.Authority;
        options.ClientId = own.ClientId;
        options.ClientSecret = own.ClientSecret;
        options.RequireHttpsMetadata = new Uri(own.Authority!).Scheme == Uri.UriSchemeHttps;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a plain visit, so that cookies of the same site are enough.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SignInScheme = Ticket;
        options.CallbackPath = Callback;
        options.DataProtectionProvider = new SecretProtection(own.ClientSecret!);
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        options.TimeProvider = time;
        foreach (var scope in own.Scopes ?? [])
            options.Scope.Add(scope);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = own.PublicAddress?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true
                ? CookieSecurePolicy.Always
                : CookieSecurePolicy.SameAsRequest;
        }
        options.Events = new()
        {
            OnRedirectToIdentityProvider = context =>
            {
                if (own.PublicAddress is { Length: > 0 } address)
                    context.ProtocolMessage.RedirectUri = address.TrimEnd('/') + Callback;
                return Task.CompletedTask;
            },
            OnTokenValidated = NeedSignature,
            OnTicketReceived = Received,
            OnRemoteFailure = Failed,
        };
    }

    // By the specification a token that comes straight from the provider may be unsigned, and the handler takes such a one.
    private static Task NeedSignature(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
            context.Fail("The id token is not signed.");
        return Task.CompletedTask;
    }

    private static async Task Received(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var services = http.RequestServices;
        var person = OidcPerson.Of(
            [.. context.Principal!.Claims], services.GetRequiredService<IOptions<ConsoleOptions>>().Value.Oidc,
            services.GetRequiredService<IOptions<GatewayOptions>>().Value.ServedTenants, [.. services.GetRequiredService<DeskSetting>().Skills.Select(s => s.Id)]);
        var refused = person.Refused;
        if (person.Account is { } claimed)
        {
            var account = await Keep(services.GetRequiredService<IAccounts>(), claimed, services, http.RequestAborted);
            if (!account.IsDisabled)
            {
                await services.GetRequiredService<Logins>().Begin(http, account, bearer: false);
                // The page asks who is logged in when it is told that somebody is.
                http.Response.Redirect(http.Request.PathBase + "/console#in");
                return;
            }
            refused = new(ProblemCodes.OidcDisabled);
        }
        Log.OidcRefused(services.GetRequiredService<ILogger<Logins>>(), refused!.Code);
        await RefusalPage.Write(http, refused);
    }

    // What the provider says is what holds, but for what only the console knows: that an account is switched off, how much
    // its agent takes, and the skills where no claim has them.
    private static async Task<ConsoleAccount> Keep(IAccounts accounts, ConsoleAccount claimed, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (await accounts.Find(claimed.Id, cancellationToken) is not { } known)
        {
            await accounts.Add(claimed, cancellationToken);
            return claimed;
        }
        var hasSkills = !string.IsNullOrEmpty(services.GetRequiredService<IOptions<ConsoleOptions>>().Value.Oidc.SkillsClaim);
        var account = known with { Name = claimed.Name, Roles = claimed.Roles, Skills = hasSkills ? claimed.Skills : known.Skills };
        await accounts.Replace(account, cancellationToken);
        return account;
    }

    private static Task Failed(RemoteFailureContext context)
    {
        context.HandleResponse();
        var services = context.HttpContext.RequestServices;
        Log.OidcFailed(services.GetRequiredService<ILogger<Logins>>(), context.Failure?.GetType().Name ?? "unknown");
        return RefusalPage.Write(context.HttpContext, new(ProblemCodes.OidcFailed));
    }
}
