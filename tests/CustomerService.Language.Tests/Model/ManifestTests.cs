using System.Text.Json.Nodes;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

public sealed class ManifestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("language-manifest");

    public static TheoryData<string, string, string> Mutations => new()
    {
        { "sha256", "\"00\"", "sha256 expected 00" },
        { "vocabulary.sha256", "\"11\"", "vocabulary.sha256 expected 11" },
        { "file", "\"../model.onnx\"", "is not a plain file name" },
        { "file", "\"gone.onnx\"", "gone.onnx cannot be read" },
        { "intents", "[\"stock\"]", "intents must be the product's 21 labels" },
        { "sentiments", "[0,1,2]", "missing [-1], unknown [2]" },
        { "maxTokens", "0", "maxTokens must be 3 to 512, found 0" },
        { "embeddingSize", "256", "outputs.embedding 'embedding' must be float, rows × 256, found Single, " },
        { "outputs.intent", "\"nothing\"", "outputs.intent 'nothing' must be float, rows × 21, found only " },
        { "outputs.sentiment", "\"intent_logits\"", "must be float, rows × 3, found Single, " },
        { "temperature.intent", "0", "temperature.intent must be more than 0, found 0" },
        { "unknownThreshold", "1", "unknownThreshold must be 0 to 1, found 1" },
        { "unknownThreshold", "\"high\"", "is not a whole manifest" },
        { "faq", "{\"near\":0.4}", "faq.exact must be faq.near to 1, found 0" },
        { "faq", "{\"exact\":0.6}", "faq.near must be more than 0 and less than 1, found 0" },
        { "faq", "{\"exact\":\"high\"}", "is not a whole manifest" },
        { "outputs", "null", "is not a whole manifest" },
        { "outputs.slots", "null", "slots and outputs.slots go together" },
        { "outputs.slots", "\"embedding\"", "outputs.slots 'embedding' must be float, rows × tokens × 19, found Single, " },
        { "slots.labels", "[\"O\",\"B-product\",\"I-colour\"]", "slots.labels must be O and then B- and I- of each slot" },
        { "slots.thresholds", "{\"shoe\":0.5}", "slots.thresholds names 'shoe'" },
        { "slots.thresholds", "{\"product\":2}", "slots.thresholds.product must be 0 to 1, found 2" },
    };

    [Fact]
    public void Load_CommittedModel_IsWhole()
    {
        using var session = new LocatedModel(new LanguageOptions { ModelFolder = RealModel.Folder }, "/").Session();
        session.MaxTokens.ShouldBe(64);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Load_OneThingWrong_NamesItAndTheFix(string key, string value, string expected)
    {
        CopyModel(manifest =>
        {
            var path = key.Split('.');
            var at = path.SkipLast(1).Aggregate(manifest, (node, name) => node[name]!);
            at[path[^1]] = JsonNode.Parse(value);
        });
        var wrong = Should.Throw<ModelException>(Load);
        wrong.Message.ShouldContain(expected);
        wrong.Message.ShouldContain(folder.FullName);
        wrong.Message.ShouldMatch(": (take|copy|name|put|export) ");
    }

    [Fact]
    public void Load_KeyMissing_NamesIt()
    {
        CopyModel(manifest => manifest.AsObject().Remove("temperature"));
        Should.Throw<ModelException>(Load).Message.ShouldContain("temperature");
    }

    [Fact]
    public void Load_NoManifest_NamesTheKeyAndThePlaces()
    {
        var wrong = Should.Throw<ModelException>(Load);
        wrong.Message.ShouldContain("Language:ModelFolder");
        wrong.Message.ShouldContain(folder.FullName);
    }

    [Fact]
    public void Load_ProviderThatIsNotThere_NamesTheKey() =>
        Should.Throw<ModelException>(
                () => new LocatedModel(new() { ModelFolder = RealModel.Folder, Provider = "cuda" }, "/").Session())
            .Message.ShouldStartWith("Language:Provider is 'cuda'");

    [Fact]
    public void Load_PrecisionWithoutAFile_NamesTheKey() =>
        Should.Throw<ModelException>(() => new LocatedModel(new() { ModelFolder = RealModel.Folder, Precision = "fp16" }, "/"))
            .Message.ShouldStartWith("Language:Precision is 'fp16', but the manifest in ");

    [Fact]
    public void Load_Precision_TakesAndVerifiesItsFile()
    {
        CopyModel(manifest => manifest["variants"] = new JsonObject { ["fp16"] = new JsonObject { ["file"] = "model.onnx", ["sha256"] = "00" } });
        Should.Throw<ModelException>(() => new LocatedModel(new() { ModelFolder = folder.FullName, Precision = "fp16" }, "/"))
            .Message.ShouldContain("variants.fp16.sha256 expected 00");
    }

    [Fact]
    public void Load_RelativeFolder_IsFoundBelowTheContentRoot()
    {
        CopyModel(_ => { });
        var found = new LocatedModel(new() { ModelFolder = folder.Name }, folder.Parent!.FullName);
        found.Manifest.Intents.Count.ShouldBe(21);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Load() => new LocatedModel(new() { ModelFolder = folder.FullName }, "/").Session().Dispose();

    private void CopyModel(Action<JsonNode> change)
    {
        foreach (var file in Directory.EnumerateFiles(RealModel.Folder))
            File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(file)), file);
        var path = Path.Combine(folder.FullName, ModelManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.Delete(path);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
