using System.Diagnostics.Metrics;
using CustomerService.Contracts.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using CustomerService.Language.Tests.Batching;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests;

public sealed class ReadingCacheTests : IDisposable
{
    private static readonly Reading Any = new([new("stock", 1)], 0, 1, []);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ReadingCache cache;

    public ReadingCacheTests() => cache = new ReadingCache(8, new LanguageMetrics(services.GetRequiredService<IMeterFactory>()));

    [Fact]
    public async Task Read_SameTextAgain_IsNotReadByTheModel()
    {
        using var rig = new BatcherRig();
        var version = Version(rig);
        var first = await version.Read("a", ["你好", "在吗"], TestContext.Current.CancellationToken);
        var second = await version.Read("b", ["有货吗", " 在吗 ", "你好"], TestContext.Current.CancellationToken);
        second[1].ShouldBeSameAs(first[1]);
        second[2].ShouldBeSameAs(first[0]);
        rig.Session.Batches.Select(b => b.Length).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Read_AnotherVersion_HasItsOwnReadings()
    {
        using var rig = new BatcherRig();
        var version = Version(rig);
        await version.Read("a", ["你好"], TestContext.Current.CancellationToken);
        using var next = new BatcherRig();
        var nextVersion = new LoadedModel(
            Manifest, text => [text[0]], _ => [], next.Batcher, next.Session,
            new ReadingCache(8, new LanguageMetrics(services.GetRequiredService<IMeterFactory>())));
        await nextVersion.Read("a", ["你好"], TestContext.Current.CancellationToken);
        next.Session.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public void TryGet_MoreThanItsSize_KeepsWhatIsAskedAgain()
    {
        cache.Add("often", Any);
        for (var i = 0; i < 100; i++)
        {
            cache.Add($"once {i}", Any);
            cache.TryGet("often", out _).ShouldBeTrue();
        }
        Enumerable.Range(0, 100).Count(i => cache.TryGet($"once {i}", out _)).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void KeyOf_LongText_IsNone() => ReadingCache.KeyOf(new string('好', 33)).ShouldBeNull();

    [Fact]
    public void KeyOf_OtherSpelling_IsTheSame() => ReadingCache.KeyOf(" ＯＫ\u200b ").ShouldBe(ReadingCache.KeyOf("ok"));

    public void Dispose() => services.Dispose();

    private static ModelManifest Manifest { get; } = new(
        "v", "model.onnx", "", new ModelFile("vocab.txt", ""), 64, new ModelOutputs("a", "b", "c"), 2, Core.Understanding.Intents.All,
        [-1, 0, 1], new ModelTemperature(1, 1), 0.5f);

    private LoadedModel Version(BatcherRig rig) => new(Manifest, text => [text[0]], _ => [], rig.Batcher, rig.Session, cache);
}
