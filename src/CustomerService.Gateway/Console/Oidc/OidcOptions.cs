namespace CustomerService.Gateway.Console.Oidc;

/// <summary>Login at the console by an organisation's own OpenID provider; on where Authority is set.</summary>
public sealed class OidcOptions
{
    /// <summary>The provider, such as <c>https://login.example/realms/staff</c>; its discovery document lies below it.</summary>
    public string? Authority { get; set; }

    /// <summary>The client that the provider knows the console as.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its secret; the same for every gateway, which also seal what a login carries with it.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Scopes asked for beside openid and profile.</summary>
    public string[]? Scopes { get; set; }

    /// <summary>The claim of the id token that holds groups or roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which of its values give which role.</summary>
    public OidcRoleOptions Roles { get; set; } = new();

    /// <summary>The claim that names the shop; may be left out where one is served.</summary>
    public string? TenantClaim { get; set; }

    /// <summary>The claim that holds ids of skills; where left out a supervisor gives them, and a new account has all.</summary>
    public string? SkillsClaim { get; set; }

    /// <summary>Where browsers reach the gateway, such as <c>https://kefu.example</c>; as the request says where left out.</summary>
    public string? PublicAddress { get; set; }

    internal bool IsOn => !string.IsNullOrEmpty(Authority);
}

/// <summary>Values of the role claim.</summary>
public sealed class OidcRoleOptions
{
    /// <summary>Those of agents.</summary>
    public string[]? Agent { get; set; }

    /// <summary>Those of supervisors.</summary>
    public string[]? Supervisor { get; set; }

    /// <summary>Those of operators.</summary>
    public string[]? Operator { get; set; }

    /// <summary>Those of auditors.</summary>
    public string[]? Auditor { get; set; }

    internal IEnumerable<(string Role, string[] Values)> All =>
        [("agent", Agent ?? []), ("supervisor", Supervisor ?? []), ("operator", Operator ?? []), ("auditor", Auditor ?? [])];
}
