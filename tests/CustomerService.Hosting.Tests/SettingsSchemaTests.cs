using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Core.Settings;

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

    [Fact]
    public void Schema_EveryNumber_StatesItsLeastAndItsMost()
    {
        var without = Nodes("", SettingsSchema.Create())
            .Where(n => n.Schema["type"]?.GetValueKind() == JsonValueKind.String && (string?)n.Schema["type"] is "integer" or "number")
            .Where(n => (n.Schema["minimum"] ?? n.Schema["exclusiveMinimum"]) is null || (n.Schema["maximum"] ?? n.Schema["exclusiveMaximum"]) is null)
            .Select(n => n.Path);

        without.ShouldBeEmpty();
    }

    [Fact]
    public void Defaults_OfEverySection_LieInTheirRanges() => SettingsSchema.Sections
        .SelectMany(s => SettingRanges.Faults(s.Section, Activator.CreateInstance(s.Options)!)).ShouldBeEmpty();

    private static IEnumerable<(string Path, JsonObject Schema)> Nodes(string path, JsonObject schema) =>
        schema.Where(p => p.Value is JsonObject).SelectMany(p => Nodes($"{path}/{p.Key}", (JsonObject)p.Value!)).Prepend((path, schema));
}
