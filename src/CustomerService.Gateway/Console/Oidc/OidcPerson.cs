using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CustomerService.Core.Console;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Console.Oidc;

/// <summary>Who a proven person is at the console: either an account, or why there is none.</summary>
internal sealed record OidcPerson(ConsoleAccount? Account, Problem? Refused)
{
    private const int Capacity = 5;
    private const int LongestName = 32;

    /// <summary>Reads the claims of an id token that was proved.</summary>
    /// <param name="claims">As the provider gave them.</param>
    /// <param name="options">Which claims mean what.</param>
    /// <param name="tenants">The shops served.</param>
    /// <param name="skills">Ids of all skills.</param>
    public static OidcPerson Of(IReadOnlyCollection<Claim> claims, OidcOptions options, IReadOnlyList<string> tenants, IReadOnlyList<string> skills)
    {
        if (claims.FirstOrDefault(c => c.Type == "sub") is not { Value.Length: > 0 } subject)
            return new(null, new(ProblemCodes.OidcFailed));
        var tenant = string.IsNullOrEmpty(options.TenantClaim) ? tenants[0] : One(claims, options.TenantClaim);
        if (tenant is null || !tenants.Contains(tenant, StringComparer.Ordinal))
            return new(null, new(ProblemCodes.OidcNoTenant, options.TenantClaim));
        var given = All(claims, options.RoleClaim);
        ImmutableArray<string> roles = [.. options.Roles.All.Where(r => r.Values.Any(given.Contains)).Select(r => r.Role)];
        if (roles.IsEmpty)
            return new(null, new(ProblemCodes.OidcNoRole, options.RoleClaim));
        ImmutableArray<string> own = string.IsNullOrEmpty(options.SkillsClaim)
            ? [.. skills]
            : [.. skills.Where(All(claims, options.SkillsClaim).Contains)];
        return new(new(IdOf(subject.Issuer, subject.Value, tenant), tenant, NameOf(claims), "", roles, own, Capacity), null);
    }

    // Subjects are unique at their provider alone, of any form, and never given to somebody else; names are all of these not.
    private static string IdOf(string issuer, string subject, string tenant) => ConsoleAccount.ExternalPrefix
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}\n{tenant}")))[..28];

    // It is shown to shoppers, so it is held to what an account made by hand may have.
    private static string NameOf(IReadOnlyCollection<Claim> claims)
    {
        var told = One(claims, "nickname") ?? One(claims, "name") ?? One(claims, "preferred_username") ?? "";
        var clean = string.Concat(told.EnumerateRunes().Where(r => !Rune.IsControl(r)).Take(LongestName)).Trim();
        return clean.Length > 0 ? clean : "客服";
    }

    private static string? One(IReadOnlyCollection<Claim> claims, string type) =>
        claims.Where(c => c.Type == type).Select(c => c.Value).ToArray() is [{ Length: > 0 } one] ? one : null;

    private static HashSet<string> All(IReadOnlyCollection<Claim> claims, string type) =>
        claims.Where(c => c.Type == type).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
}
