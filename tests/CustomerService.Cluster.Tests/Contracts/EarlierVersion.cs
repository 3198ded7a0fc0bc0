using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Contracts.Conversations;
using CustomerService.Grains;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace CustomerService.Cluster.Tests.Contracts;

/// <summary>What an earlier version of the program wrote and could be asked: a file of <c>Earlier</c>, kept for as long as a rolling upgrade from it is promised.</summary>
internal sealed record EarlierVersion(
    ImmutableSortedDictionary<string, EarlierVersion.Written> Records,
    ImmutableSortedDictionary<string, JsonNode> States,
    ImmutableSortedDictionary<string, EarlierVersion.Interface> Interfaces)
{
    private static readonly JsonSerializerOptions File = new(StateSerializer.Options) { WriteIndented = true };

    /// <summary>Names of the versions that are kept.</summary>
    public static IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <summary>What this version writes.</summary>
    public static EarlierVersion Now(Serializer serializer) => new(
        WireSamples.All.ToImmutableSortedDictionary(
            s => s.Key, s => new Written(Convert.ToBase64String(serializer.SerializeToArray(s.Value)), ValueOf(s.Value)), StringComparer.Ordinal),
        StateContractTests.Written().ToImmutableSortedDictionary(s => s.Key, s => JsonNode.Parse(s.Value)!, StringComparer.Ordinal),
        Grains().ToImmutableSortedDictionary(NameOf, Describe, StringComparer.Ordinal));

    public static EarlierVersion Read(string name) =>
        JsonSerializer.Deserialize<EarlierVersion>(System.IO.File.ReadAllText(PathOf(name)), File)!;

    public void Keep(string name) => System.IO.File.WriteAllText(PathOf(name), JsonSerializer.Serialize(this, File) + "\n");

    /// <summary>What a record says, whatever its classes are.</summary>
    public static JsonNode ValueOf(object record) => JsonSerializer.SerializeToNode(record, record.GetType(), StateSerializer.Options)!;

    private static IEnumerable<Type> Grains() => typeof(IConversationGrain).Assembly.GetTypes()
        .Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t));

    private static Interface Describe(Type grain) => new(
        grain.GetCustomAttribute<Orleans.CodeGeneration.VersionAttribute>()?.Version ?? 0,
        [.. grain.GetMethods().Where(m => !m.IsDefined(typeof(OneWayAttribute))).Select(NameOf).Order(StringComparer.Ordinal)],
        [.. grain.GetMethods().Where(m => m.IsDefined(typeof(OneWayAttribute))).Select(NameOf).Order(StringComparer.Ordinal)]);

    private static string NameOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? member.Name;

    private static string PathOf(string name) => Path.Combine(Folder(), name + ".json");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Earlier");

    /// <summary>A record: its bytes on the wire, and what they say.</summary>
    internal sealed record Written(string Bytes, JsonNode Value);

    /// <summary>A grain's interface: its version, methods that answer, and methods that do not.</summary>
    internal sealed record Interface(int Version, ImmutableArray<string> Methods, ImmutableArray<string> OneWay);
}
