using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Language.Retrieval;
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
            .. Rows("faq.tsv").Select(r => new FaqEntry(r[0], "other", r[1], r[2].Split('|'), "。")),
        ];
        using var index = new KnowledgeIndex(
            shop, model.Reader, TimeProvider.System, NullLogger<KnowledgeIndex>.Instance);
        var (first, amongThree, wrong, answered) = (0, 0, 0, 0);
        foreach (var row in Rows("questions.tsv"))
        {
            var vector = await Embed(row[1]);
            var found = await index.Search("t", row[1], vector, 3, TestContext.Current.CancellationToken);
            first += found[0].Entry.Id == row[0] ? 1 : 0;
            amongThree += found.Any(m => m.Entry.Id == row[0]) ? 1 : 0;
            answered += found[0].Entry.Id == row[0] && found[0].Score >= KnowledgeIndex.Thresholds.Near ? 1 : 0;
            wrong += found[0].Entry.Id != row[0] && found[0].Score >= KnowledgeIndex.Thresholds.Near ? 1 : 0;
        }
        first.ShouldBeGreaterThanOrEqualTo(58, "of 66");
        amongThree.ShouldBeGreaterThanOrEqualTo(64, "of 66");
        answered.ShouldBeGreaterThanOrEqualTo(32, "of 66");
        wrong.ShouldBeLessThanOrEqualTo(2, "of 86");
    }

    [Fact]
    public async Task Resolve_HandWrittenTexts_FindsTheirTypes()
    {
        shop.Catalogue = new Catalogue(
            [.. Rows("categories.tsv").Select(r => new Category(r[0], null, r[1], r[2].Split('|'), null, null))], [], []);
        var types = new ProductTypes(shop, model.Reader, TimeProvider.System, NullLogger<ProductTypes>.Instance);
        await types.Prepare("t", TestContext.Current.CancellationToken);
        var (right, wrong) = (0, 0);
        foreach (var row in Rows("types.tsv"))
        {
            var found = types.Resolve("t", await Embed(row[1])) ?? "-";
            right += found != "-" && found == row[0] ? 1 : 0;
            wrong += found != "-" && found != row[0] ? 1 : 0;
        }
        right.ShouldBeGreaterThanOrEqualTo(28, "of 47");
        wrong.ShouldBeLessThanOrEqualTo(3, "of 83");
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Retrieval", file)).Select(line => line.Split('\t'));

    private async Task<float[]> Embed(string text) =>
        (await model.Reader.Read([text], TestContext.Current.CancellationToken))[0].Embedding;
}
