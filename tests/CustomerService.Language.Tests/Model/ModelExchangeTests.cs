using System.Text.Json.Nodes;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests.Model;

public sealed class ModelExchangeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("language-exchange");
    private readonly Shop shop = new();
    private readonly WrittenSteps record = new();

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

    [Fact]
    public async Task Run_RecordedExchange_SaysWhatBeginsAndThenWhatIsInUse()
    {
        await using var services = Services();
        await Recording(services);
        Change(manifest => manifest["id"] = "second");
        await services.GetRequiredService<ModelExchange>().Run(Cancellation);
        await record.Until(s => s.IsInUse);
        record.Written.Select(s => s.Model.Id).Distinct().ShouldBe(["second"]);
        record.Written.Where(s => !s.IsInUse).Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Run_IndexesThatCannotBeMade_NeverRecordsTheModelAsInUse()
    {
        await using var services = Services();
        var reader = services.GetRequiredService<LanguageReader>();
        var before = reader.Model;
        await services.GetRequiredService<KnowledgeIndex>().Prepare("t", Cancellation);
        await Recording(services);
        Change(manifest => manifest["id"] = "second");
        shop.Failure = new InvalidOperationException("away");

        await Should.ThrowAsync<InvalidOperationException>(() => services.GetRequiredService<ModelExchange>().Run(Cancellation));
        await record.Until(s => s.Model.Id == "second");
        reader.Model.ShouldBe(before);
        record.Written.ShouldAllBe(s => !s.IsInUse);

        shop.Failure = null;
        await services.GetRequiredService<ModelExchange>().Run(Cancellation);
        await record.Until(s => s.IsInUse);
        reader.Model.ShouldBe("second");
    }

    [Fact]
    public async Task Run_RecordThatCannotBeWritten_ExchangesAllTheSame()
    {
        await using var services = Services();
        await Recording(services);
        record.IsAway = true;
        Change(manifest => manifest["id"] = "second");

        await services.GetRequiredService<ModelExchange>().Run(Cancellation);

        services.GetRequiredService<LanguageReader>().Model.ShouldBe("second");
        record.Written.ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServiceProvider Services() => RealModel.Services(RealModel.Settings(folder.FullName), shop, record: record);

    private static Task Recording(ServiceProvider services) => services.GetRequiredService<ModelRecorder>().StartAsync(Cancellation);

    private void Change(Action<JsonNode> change)
    {
        var path = Path.Combine(folder.FullName, ModelManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.Delete(path);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
