namespace CustomerService.LocalCluster;

/// <summary>Where the programs of the other hosts lie.</summary>
internal static class Programs
{
    public static string Silo { get; } = Sibling("CustomerService.Silo.Host");

    public static string Gateway { get; } = Sibling("CustomerService.Gateway.Host");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The build puts each program into a folder of its own, of the same configuration.</summary>
    private static string Sibling(string name)
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", name, Path.GetFileName(own), name + ".dll"));
    }
}
