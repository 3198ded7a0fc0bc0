using System.Runtime.CompilerServices;

namespace CustomerService.Cluster.Tests.Contracts;

/// <summary>Texts that were looked at and approved; they lie beside this file.</summary>
internal static class Approved
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Compares with an approved text, or writes it where that is asked for.</summary>
    public static void ShouldMatch(string actual, string name)
    {
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(PathOf(name), text);
        var approved = File.Exists(PathOf(name)) ? Read(name).ReplaceLineEndings("\n") : "";
        text.ShouldBe(
            approved,
            $"{name} is a contract with silos, gateways and rows of other versions. Only add: a new [Id], a new property. "
            + $"If the change is meant and safe in a rolling upgrade, approve it: {UpdateVariable}=1 dotnet run --project "
            + "tests/CustomerService.Cluster.Tests, and commit the changed file.");
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
