using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.Hosting.Tests;

public sealed class SettingsSchemaTests
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string File { get; } = Path.Combine(
        typeof(SettingsSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "src", "hosts", "settings.schema.json");

    // CS_APPROVE=1 writes the file anew, after a setting was added.
    [Fact]
    public void Schema_OfTheOptions_IsTheCommittedFile()
    {
        var made = SettingsSchema.Create().ToJsonString(Json) + "\n";
        if (Environment.GetEnvironmentVariable("CS_APPROVE") == "1")
            System.IO.File.WriteAllText(File, made);

        System.IO.File.ReadAllText(File).ShouldBe(made);
    }
}
