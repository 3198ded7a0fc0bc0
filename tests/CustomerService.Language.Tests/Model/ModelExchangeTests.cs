using System.Text.Json.Nodes;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests.Model;

public sealed class ModelExchangeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("language-exchange");

    public ModelExchangeTests()
    {
        foreach (var file in Directory.EnumerateFiles(RealModel.Folder))
            File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(file)), file);
    }

    [Fact]
    public async Task Run_ChangedManifest_IsInUseForAllThatFollows()
    {
        var token = TestContext.Current.CancellationToken;
        await using var services = Services();
        var reader = services.GetRequiredService<LanguageReader>();
        var before = reader.Model;
        Change(manifest => manifest["id"] = "second");
        await services.GetRequiredService<ModelExchange>().Run(token);
        reader.Model.ShouldBe("second");
        before.ShouldNotBe("second");
        (await reader.Read(["有货吗"], token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_WrongManifest_LeavesTheVersionBefore()
    {
        var token = TestContext.Current.CancellationToken;
        await using var services = Services();
        var reader = services.GetRequiredService<LanguageReader>();
        var before = reader.Model;
        Change(manifest => manifest["sha256"] = "00");
        await Should.ThrowAsync<ModelException>(() => services.GetRequiredService<ModelExchange>().Run(token));
        reader.Model.ShouldBe(before);
        (await reader.Read(["有货吗"], token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_WithIndexes_MakesThemAnew()
    {
        var token = TestContext.Current.CancellationToken;
        await using var services = Services();
        var index = services.GetRequiredService<KnowledgeIndex>();
        var types = services.GetRequiredService<ProductTypes>();
        await index.Prepare("t", token);
        await types.Prepare("t", token);
        await services.GetRequiredService<ModelExchange>().Run(token);
        var vector = (await services.GetRequiredService<LanguageReader>().Read(["怎么开发票"], token))[0].Embedding;
        (await index.Search("t", "怎么开发票", new(vector), 1, token)).ShouldBeEmpty("the shop of this test has no questions");
        types.Resolve("t", new(vector)).ShouldBeNull();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ServiceProvider Services() => RealModel.Services(folder.FullName);

    private void Change(Action<JsonNode> change)
    {
        var path = Path.Combine(folder.FullName, ModelManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.Delete(path);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
