using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>
/// A small OpenID provider: everybody who asks is the person that a test sets. It checks what a client must send, and
/// lies where a test wants.
/// </summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "console", ClientSecret = "the secret of the console";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = NewKey();
    private readonly ConcurrentDictionary<string, IQueryCollection> _codes = new(StringComparer.Ordinal);

    private OidcProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.First();

    /// <summary>Claims of the person who logs in.</summary>
    public Dictionary<string, object> Person { get; } = new(StringComparer.Ordinal) { ["sub"] = "person-1", ["name"] = "王小明" };

    /// <summary>Changes the id token before it is signed.</summary>
    public Action<SecurityTokenDescriptor>? Token { get; set; }

    /// <summary>What goes back to the console in place of a code and its state.</summary>
    public Func<IQueryCollection, string>? Answer { get; set; }

    /// <summary>Why the last call of the token endpoint was refused.</summary>
    public string? Refused { get; private set; }

    /// <summary>What the console asked for last.</summary>
    public IQueryCollection Asked { get; private set; } = new QueryCollection();

    public static async Task<OidcProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new OidcProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/jwks", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Redeem);
        app.MapGet("/end", (HttpRequest request) => $"over for {request.Query["client_id"]}, back to {request.Query["post_logout_redirect_uri"]}");
        await app.StartAsync();
        return provider;
    }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Discovery() => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["issuer"] = Authority,
        ["authorization_endpoint"] = Authority + "/authorize",
        ["token_endpoint"] = Authority + "/token",
        ["jwks_uri"] = Authority + "/jwks",
        ["end_session_endpoint"] = Authority + "/end",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
    });

    private IResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = key.Kid, n = key.N, e = key.E } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        Asked = request.Query;
        var back = Asked["redirect_uri"].ToString();
        if (Answer is { } answer)
            return Results.Redirect($"{back}?{answer(Asked)}");
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = Asked;
        return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = Asked["state"] }));
    }

    private async Task<IResult> Redeem(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // A code counts once.
        Refused = !_codes.TryRemove(form["code"].ToString(), out var asked) ? "code"
            : form["client_id"] != ClientId || form["client_secret"] != ClientSecret ? "client"
            : form["redirect_uri"] != asked["redirect_uri"] ? "redirect_uri"
            : asked["code_challenge_method"] != "S256" || Challenge(form["code_verifier"].ToString()) != asked["code_challenge"] ? "verifier"
            : null;
        if (Refused is not null)
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = ClientId,
            NotBefore = now.AddHours(-3),
            IssuedAt = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object>(Person, StringComparer.Ordinal) { ["nonce"] = asked!["nonce"].ToString() },
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        };
        Token?.Invoke(token);
        return Results.Json(new { access_token = "of no use", token_type = "Bearer", expires_in = 300, id_token = new JsonWebTokenHandler().CreateToken(token) });
    }

    private static string Challenge(string verifier) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
