using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>How well the committed model finds, on hand-written questions: floors a little below what was measured.</summary>
public sealed class RealRetrievalTests(RealModel model)
{
    private readonly Shop shop = new();

    [Fact]
    public async Task Search_HandWrittenQuestions_FindsTheirEntries()
    {
        shop.Entries =
        [
            .. SampleShop.Rows("faq.tsv").Select(r => new FaqEntry(r[0], "other", r[1], r[2].Split('|'), "。")),
        ];
        using var index = new KnowledgeIndex(
            shop, model.Get<Embeddings>(), TimeProvider.System, NullLogger<KnowledgeIndex>.Instance);
        var (first, amongThree, wrong, answered) = (0, 0, 0, 0);
        foreach (var row in SampleShop.Rows("questions.tsv"))
        {
            var vector = await Embed(row[1]);
            var found = await index.Search("t", row[1], new(vector), 3, TestContext.Current.CancellationToken);
            first += found[0].Entry.Id == row[0] ? 1 : 0;
            amongThree += found.Any(m => m.Entry.Id == row[0]) ? 1 : 0;
            answered += found[0].Entry.Id == row[0] && found[0].Score >= KnowledgeIndex.Thresholds.Near ? 1 : 0;
            wrong += found[0].Entry.Id != row[0] && found[0].Score >= KnowledgeIndex.Thresholds.Near ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{first} first, {amongThree} among three, {answered} answered, {wrong} wrongly");
        first.ShouldBeGreaterThanOrEqualTo(58, "of 66");
        amongThree.ShouldBeGreaterThanOrEqualTo(65, "of 66");
        // These entries have no answers to be found in, so they score lower than a shop's.
        answered.ShouldBeGreaterThanOrEqualTo(20, "of 66");
        wrong.ShouldBeLessThanOrEqualTo(1, "of 86");
    }

    [Theory]
    [InlineData("sample-shop-questions.tsv", Way.Model, 249, 240, 200, 5)]
    [InlineData("sample-shop-questions-fresh.tsv", Way.Model, 321, 298, 235, 12)]
    [InlineData("sample-shop-questions-close.tsv", Way.Model, 16, 15, 14, 1)]
    [InlineData("sample-shop-questions.tsv", Way.Student, 249, 232, 195, 6)]
    [InlineData("sample-shop-questions-fresh.tsv", Way.Student, 321, 296, 228, 12)]
    [InlineData("sample-shop-questions.tsv", Way.Characters, 249, 224, 182, 6)]
    [InlineData("sample-shop-questions-fresh.tsv", Way.Characters, 321, 291, 194, 5)]
    public async Task Search_SampleShop_FindsTheEntriesAsked(
        string file, Way way, int rows, int least, int leastBelieved, int mostWrong)
    {
        await using var services = RealModel.Services(RealModel.Folder, ("Language:Cascade:Enabled", $"{way == Way.Student}"));
        var reader = services.GetRequiredService<IReader>();
        shop.Entries = SampleShop.Entries();
        using var index = new KnowledgeIndex(
            shop, services.GetRequiredService<Embeddings>(), TimeProvider.System, NullLogger<KnowledgeIndex>.Instance);
        var (asked, first, believed, wrong) = (0, 0, 0, 0);
        foreach (var (entry, text) in SampleShop.Questions(file))
        {
            var vector = way == Way.Characters ? default : new TextVector(await Embed(text, reader));
            var found = await index.Search("t", text, vector, 3, TestContext.Current.CancellationToken);
            asked++;
            first += found[0].Entry.Id == entry ? 1 : 0;
            believed += found[0].Nearness >= FaqNearness.Near ? 1 : 0;
            wrong += found[0].Nearness >= FaqNearness.Near && found[0].Entry.Id != entry ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{first} first, {believed} believed, {wrong} wrongly, of {asked}");
        asked.ShouldBe(rows);
        first.ShouldBeGreaterThanOrEqualTo(least);
        believed.ShouldBeGreaterThanOrEqualTo(leastBelieved);
        wrong.ShouldBeLessThanOrEqualTo(mostWrong);
    }

    [Fact]
    public async Task Resolve_HandWrittenTexts_FindsTheirTypes()
    {
        shop.Catalogue = new Catalogue(
            [.. SampleShop.Rows("categories.tsv").Select(r => new Category(r[0], null, r[1], r[2].Split('|'), null, null))], [], []);
        var types = new ProductTypes(shop, model.Get<Embeddings>(), TimeProvider.System, NullLogger<ProductTypes>.Instance);
        await types.Prepare("t", TestContext.Current.CancellationToken);
        var (right, wrong) = (0, 0);
        foreach (var row in SampleShop.Rows("types.tsv"))
        {
            var found = types.Resolve("t", new(await Embed(row[1]))) ?? "-";
            right += found != "-" && found == row[0] ? 1 : 0;
            wrong += found != "-" && found != row[0] ? 1 : 0;
        }
        right.ShouldBeGreaterThanOrEqualTo(28, "of 47");
        wrong.ShouldBeLessThanOrEqualTo(3, "of 83");
    }

    /// <summary>What a question is compared by beside its characters.</summary>
    public enum Way
    {
        /// <summary>The large model's vectors.</summary>
        Model,

        /// <summary>The small model's, as in a cascade.</summary>
        Student,

        /// <summary>Nothing: another model read it.</summary>
        Characters,
    }

    private async Task<float[]> Embed(string text, IReader? reader = null) =>
        (await (reader ?? model.Reader).Read([text], TestContext.Current.CancellationToken))[0].Embedding;
}
