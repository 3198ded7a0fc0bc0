using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class EmbeddingsTests : IDisposable
{
    private static readonly string Model = new('a', 64);
    private static readonly string Other = new('b', 64);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();
    private readonly FakeReader reader = new();
    private Shelf? shelf;

    [Fact]
    public async Task Of_TextsKeptBefore_AreNotReadAgain()
    {
        var first = await Of("怎么退货", "怎么开发票");
        reader.Calls.ShouldBe(1);
        var again = await Of("怎么退货", "怎么开发票");
        reader.Calls.ShouldBe(1);
        again.ShouldBeOfType<VectorFile>();
        Rows(again).ShouldBe(Rows(first));
        Rows(again)[1].ShouldBe(FakeReader.Embed("怎么开发票"));
    }

    [Fact]
    public async Task Of_SomeTextsChanged_ReadsThoseAlone()
    {
        await Of("怎么退货", "怎么开发票");
        var next = await Of("怎么开发票", "可以写贺卡吗");
        reader.Texts.ShouldBe(["怎么退货", "怎么开发票", "可以写贺卡吗"]);
        Rows(next).ShouldBe([FakeReader.Embed("怎么开发票"), FakeReader.Embed("可以写贺卡吗")]);
    }

    [Fact]
    public async Task Of_AnotherModel_ReadsAll()
    {
        await Of("怎么退货");
        await With(Other, folder.FullName).Of("knowledge", "t", ["怎么退货"], TestContext.Current.CancellationToken);
        reader.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Of_AnotherTenantOrTable_HasItsOwn()
    {
        await Of("怎么退货");
        await With(Model, folder.FullName).Of("knowledge", "../u", ["怎么开发票"], TestContext.Current.CancellationToken);
        await With(Model, folder.FullName).Of("types", "t", ["手机"], TestContext.Current.CancellationToken);
        folder.GetFiles("*.vectors").Length.ShouldBe(3);
        await Of("怎么退货");
        reader.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task Of_TornFile_IsMadeAnew(int length)
    {
        await Of("怎么退货", "怎么开发票");
        var file = folder.GetFiles("*.vectors").Single();
        var bytes = await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken);
        // Of the last case a byte is missing.
        await File.WriteAllBytesAsync(file.FullName, bytes[..Math.Min(length, bytes.Length - 1)], TestContext.Current.CancellationToken);
        Rows(await Of("怎么退货", "怎么开发票"))[0].ShouldBe(FakeReader.Embed("怎么退货"));
        reader.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Of_NoFolder_KeepsNothing()
    {
        var embeddings = With(Model, "");
        await embeddings.Of("knowledge", "t", ["怎么退货"], TestContext.Current.CancellationToken);
        await embeddings.Of("knowledge", "t", ["怎么退货"], TestContext.Current.CancellationToken);
        reader.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Of_FolderThatCannotBe_DoesWithout()
    {
        var taken = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(taken, "", TestContext.Current.CancellationToken);
        var vectors = await With(Model, taken).Of("knowledge", "t", ["怎么退货"], TestContext.Current.CancellationToken);
        Rows(vectors).ShouldBe([FakeReader.Embed("怎么退货")]);
    }

    [Fact]
    public async Task Of_TextsOnTheShelf_AreNotReadAgain()
    {
        shelf = new Shelf();
        string[] texts = ["怎么退货", "怎么开发票"];
        await With(Model, "").Of("knowledge", "t", texts, TestContext.Current.CancellationToken);
        var found = await With(Model, "").Of("knowledge", "t", texts, TestContext.Current.CancellationToken);
        reader.Calls.ShouldBe(1);
        Rows(found).ShouldBe([.. texts.Select(FakeReader.Embed)]);
        await With(Model, "").Of("knowledge", "t", ["怎么退货怎么", "开发票"], TestContext.Current.CancellationToken);
        await With(Other, "").Of("knowledge", "t", texts, TestContext.Current.CancellationToken);
        reader.Calls.ShouldBe(3, "another list, another model");
    }

    [Fact]
    public async Task Of_BrokenShelf_MakesThemAnew()
    {
        shelf = new Shelf { Broken = [1, 2, 3, 4, 5] };
        var made = await With(Model, "").Of("knowledge", "t", ["怎么退货", "怎么开发票"], TestContext.Current.CancellationToken);
        Rows(made)[1].ShouldBe(FakeReader.Embed("怎么开发票"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Embeddings With(string model, string at) => new(reader, model, at, shelf, NullLogger.Instance);

    private Task<IVectors> Of(params string[] texts) =>
        With(Model, folder.FullName).Of("knowledge", "t", texts, TestContext.Current.CancellationToken);

    private static float[][] Rows(IVectors vectors) => [.. Enumerable.Range(0, vectors.Count).Select(i =>
    {
        var row = new float[vectors.Size];
        vectors.Copy(i, row);
        return row;
    })];

    private sealed class Shelf : IVectorShelf
    {
        private readonly Dictionary<string, byte[]> kept = [];

        public byte[]? Broken { get; init; }

        public ValueTask<byte[]?> Find(string key, CancellationToken cancellationToken = default) =>
            new(Broken ?? kept.GetValueOrDefault(key));

        public ValueTask Keep(string key, byte[] vectors, CancellationToken cancellationToken = default)
        {
            kept[key] = vectors;
            return ValueTask.CompletedTask;
        }
    }
}
