using System.Buffers;
using System.Text.Json.Nodes;
using CustomerService.Contracts.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace CustomerService.Cluster.Tests.Contracts;

/// <summary>
/// In a rolling upgrade old and new processes call each other and read each other's rows. Files of <c>Earlier</c> hold
/// what earlier versions wrote, byte for byte: <c>CS_KEEP_VERSION=NAME</c> adds one of this version.
/// </summary>
public sealed class MixedVersionTests : IDisposable
{
    private const string Keep = "CS_KEEP_VERSION";

    // Above every id of this version.
    private const uint LaterId = 1000;

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    public static TheoryData<string> Versions => [.. EarlierVersion.Names];

    public static TheoryData<string> Records => [.. WireSamples.All.Keys];

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Earlier_AskedToKeepThisVersion_IsWrittenAndReadable()
    {
        var now = EarlierVersion.Now(Serializer);
        if (Environment.GetEnvironmentVariable(Keep) is { Length: > 0 } name)
            now.Keep(name);

        now.Records.Keys.ShouldBe(WireSamples.All.Keys);
        EarlierVersion.Names.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Versions))]
    public void Deserialize_BytesOfAnEarlierVersion_GivesWhatTheySaid(string version)
    {
        foreach (var (name, written) in EarlierVersion.Read(version).Records)
        {
            var read = Serializer.Deserialize<object>(Convert.FromBase64String(written.Bytes));

            Lost(written.Value, EarlierVersion.ValueOf(read!), name).ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Deserialize_StateOfAnEarlierVersion_LosesNothing(string version)
    {
        foreach (var (name, state) in EarlierVersion.Read(version).States)
        {
            var read = StateContractTests.Rewrite(name, new BinaryData(state.ToJsonString()));

            Lost(state, JsonNode.Parse(read), name).ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Records))]
    public void Deserialize_BytesOfALaterVersion_PassesOverWhatItAdded(string record)
    {
        var sample = WireSamples.All[record];
        var bytes = Serializer.SerializeToArray(sample);

        var read = Serializer.Deserialize<object>([.. bytes[..^1], .. Added(), bytes[^1]]);

        bytes[^1].ShouldBe((byte)((uint)WireType.Extended | (uint)ExtendedWireType.EndTagDelimited), "the last byte ends the record");
        EarlierVersion.ValueOf(read!).ToJsonString().ShouldBe(EarlierVersion.ValueOf(sample).ToJsonString());
    }

    [Theory, MemberData(nameof(Versions))]
    public void GrainInterfaces_SinceAnEarlierVersion_KeepTheirMethodsAndCountUpForNewOnes(string version)
    {
        var now = EarlierVersion.Now(Serializer).Interfaces;
        foreach (var (name, before) in EarlierVersion.Read(version).Interfaces)
        {
            now.ShouldContainKey(name);
            var after = now[name];
            before.Methods.Except(after.Methods).ShouldBeEmpty($"{name}: processes of {version} call them");
            before.OneWay.Except(after.OneWay).ShouldBeEmpty($"{name}: processes of {version} call them");
            if (after.Methods.Except(before.Methods).Any())
            {
                after.Version.ShouldBeGreaterThan(
                    before.Version, $"{name} has new methods that answer: raise its [Version], so that they are only asked of silos that have them");
            }
        }
    }

    /// <summary>Fields that no program of this version knows: a text, a number, a record and a list of records.</summary>
    private byte[] Added()
    {
        using var session = _services.GetRequiredService<SerializerSessionPool>().GetSession();
        var bytes = new ArrayBufferWriter<byte>();
        var writer = Writer.Create(bytes, session);
        StringCodec.WriteField(ref writer, LaterId, "later");
        Int64Codec.WriteField(ref writer, 1, long.MaxValue);
        var card = new Card("product", "P1", "later");
        ObjectCodec.WriteField(ref writer, 1, typeof(object), card);
        ObjectCodec.WriteField(ref writer, 1, typeof(object), new List<Card> { card, card with { Id = "P2" } });
        writer.Commit();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Paths of what the second does not say as the first does; what it says beside is no matter.</summary>
    private static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (null, _) => [],
        (JsonObject b, JsonObject a) => b.SelectMany(p => Lost(p.Value, a[p.Key], $"{path}.{p.Key}")),
        (JsonArray b, JsonArray a) when b.Count == a.Count => b.SelectMany((item, i) => Lost(item, a[i], $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [$"{path}: {before.ToJsonString()} became {after?.ToJsonString() ?? "nothing"}"],
    };
}
