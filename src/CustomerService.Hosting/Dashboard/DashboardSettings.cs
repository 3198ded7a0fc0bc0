namespace CustomerService.Hosting.Dashboard;

/// <summary>The dashboard of Orleans, for operators; the section <c>Dashboard</c>, the same on silos and gateways.</summary>
public sealed class DashboardSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Dashboard";

    /// <summary>Whether it is there. It measures each call of a grain while somebody looks at it.</summary>
    /// <value>The default value is false.</value>
    public bool Enabled { get; set; }

    /// <summary>The tenant whose operators see it: it shows the whole cluster, of all tenants.</summary>
    /// <value>The default value is <c>default</c>.</value>
    public string Tenant { get; set; } = "default";

    internal static DashboardSettings Of(IConfiguration configuration) => configuration.GetSection(Section).Get<DashboardSettings>() ?? new();
}
