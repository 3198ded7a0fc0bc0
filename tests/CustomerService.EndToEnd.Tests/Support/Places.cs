using System.Reflection;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>Where things lie.</summary>
internal static class Places
{
    private const string HostName = "CustomerService.Standalone";

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The folder of the built host: <c>CS_HOST_FOLDER</c>, else that of the tests' own configuration.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("CS_HOST_FOLDER") is { Length: > 0 } folder
        ? folder
        : Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", HostName, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    /// <summary>The host's program.</summary>
    public static string HostProgram => Path.Combine(Host, HostName + ".dll");

    /// <summary>The program of another host, built in the same configuration.</summary>
    public static string Program(string name) =>
        Path.GetFullPath(Path.Combine(Host, "..", "..", name, Path.GetFileName(Host), name + ".dll"));

    /// <summary>The folder <c>artifacts/bin</c> of an older version that was built (<c>CS_PREVIOUS</c>); null where none is given.</summary>
    public static string? Previous { get; } =
        Environment.GetEnvironmentVariable("CS_PREVIOUS") is { Length: > 0 } folder ? folder : null;

    /// <summary>A program of a build of another version, in whatever configuration it was built.</summary>
    public static string Program(string name, string build) =>
        Directory.EnumerateFiles(Path.Combine(build, name), name + ".dll", SearchOption.AllDirectories).First();

    /// <summary>Another model than the host's own; null for its own.</summary>
    public static string? Model { get; } =
        Environment.GetEnvironmentVariable("CS_MODEL_FOLDER") is { Length: > 0 } folder ? folder : null;

    /// <summary>A report's path; the folder is made.</summary>
    public static string Report(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "TestResults")).FullName, name);
}
