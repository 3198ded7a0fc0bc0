using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Console.Oidc;

namespace CustomerService.Gateway.Console;

/// <summary>Stops the host at a wrong setting of the console's logins, with the key and the fix.</summary>
internal sealed class ConsoleOptionsValidator(IOptions<GatewayOptions> gateway) : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(ConsoleOptions o)
    {
        if (o.Oidc.IsOn)
            return Faults(o.Oidc);
        return o.LocalLogin ? [] : ["Console:LocalLogin is false and Console:Oidc:Authority is not set, so that nobody could log in: set one of them."];
    }

    private IEnumerable<string> Faults(OidcOptions o)
    {
        const string key = "Console:Oidc";
        if (!IsSecure(o.Authority!))
            yield return $"{key}:Authority is '{o.Authority}': set it to the provider's https://… address; http is for a loopback address alone.";
        if (string.IsNullOrEmpty(o.ClientId))
            yield return $"{key}:ClientId is missing: set it to the client that the provider knows the console as.";
        if (string.IsNullOrEmpty(o.ClientSecret))
            yield return $"{key}:ClientSecret is missing: set it to the secret that the provider gave the client.";
        if (string.IsNullOrEmpty(o.RoleClaim))
            yield return $"{key}:RoleClaim is empty: set it to the claim that holds groups or roles.";
        if (o.Roles.All.All(r => r.Values.Length == 0))
            yield return $"{key}:Roles gives nobody a role: set {key}:Roles:Agent, Supervisor, Operator or Auditor to values of the claim '{o.RoleClaim}'.";
        if (string.IsNullOrEmpty(o.TenantClaim) && gateway.Value.ServedTenants.Count > 1)
            yield return $"{key}:TenantClaim is missing, and Gateway:Tenants has several: set it to the claim that names a person's shop.";
        if (o.PublicAddress is { Length: > 0 } address && (!IsSecure(address) || new Uri(address).Query.Length > 0))
            yield return $"{key}:PublicAddress is '{address}': set it to https://host, as browsers reach the gateway.";
    }

    private static bool IsSecure(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
