using System.Text.Json;
using CustomerService.Core.Understanding;
using CustomerService.Language.Evaluation;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests.Evaluation;

/// <summary>
/// The shipped models on the committed utterances. The floors in floors.json lie a little below what they reach; a better
/// model raises them in the commit that brings it.
/// </summary>
public sealed class CommittedSetTests
{
    private const string Utterances = "utterances.tsv";

    private const string SellerStyle = "seller-style.tsv";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Evaluation");

    [Theory]
    [InlineData(Utterances, "understanding", "understanding", false)]
    [InlineData(Utterances, "student", "student", false)]
    [InlineData(Utterances, "cascade", "understanding", true)]
    [InlineData(SellerStyle, "understanding", "understanding", false)]
    [InlineData(SellerStyle, "student", "student", false)]
    [InlineData(SellerStyle, "cascade", "understanding", true)]
    public async Task Evaluate_ShippedModel_ReachesTheFloors(string file, string name, string model, bool cascade)
    {
        var set = Load(file);
        await using var services = RealModel.Services(
            Path.Combine(RealModel.Folder, "..", model), ("Language:Cascade:Enabled", $"{cascade}"));
        var reader = services.GetRequiredService<LanguageReader>();
        var readings = await reader.Read([.. set.Rows.Select(r => r.Text)], TestContext.Current.CancellationToken);
        var report = Evaluator.Compare(
            set, [.. set.Rows.Zip(readings, (row, reading) => new Understood(row.Text, reading, [], null))],
            reader.Model, reader.UnknownThreshold, withTypes: false);
        TestContext.Current.TestOutputHelper?.WriteLine(ReportText.Markdown(report));
        using var floors = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Folder, "floors.json"), TestContext.Current.CancellationToken));
        double Floor(string figure) => floors.RootElement.GetProperty(file).GetProperty(name).GetProperty(figure).GetDouble();
        report.ShouldSatisfyAllConditions(
            r => r.Intent.Accuracy.ShouldBeGreaterThanOrEqualTo(Floor("intentAccuracy")),
            r => r.BusinessAccuracy.ShouldBeGreaterThanOrEqualTo(Floor("businessIntentAccuracy")),
            r => r.Intent.MacroF1.ShouldBeGreaterThanOrEqualTo(Floor("intentMacroF1")),
            r => r.IntentCalibration.Error.ShouldBeLessThanOrEqualTo(Floor("intentCalibrationErrorAtMost")),
            r => r.Known.Accuracy.ShouldBeGreaterThanOrEqualTo(Floor("believedAccuracy")),
            r => r.Sentiment.MacroF1.ShouldBeGreaterThanOrEqualTo(Floor("sentimentMacroF1")));
    }

    [Theory]
    [InlineData(Utterances, 600, 20, 100)]
    [InlineData(SellerStyle, 500, 5, 0)]
    public void Load_CommittedSet_IsWholeAndHasEveryLabel(string file, int rows, int ofEachIntent, int withProductType)
    {
        var set = Load(file);
        set.Problems.ShouldBeEmpty();
        set.Rows.Count.ShouldBeGreaterThanOrEqualTo(rows);
        set.Rows.ShouldAllBe(r => r.Intent != null && r.Sentiment != null);
        set.Rows.CountBy(r => r.Intent!).Count(c => c.Value >= ofEachIntent).ShouldBe(Intents.All.Count);
        set.Rows.Select(r => r.Sentiment).Distinct().Count().ShouldBe(3);
        set.Rows.Count(r => r.ProductType is not null).ShouldBeGreaterThanOrEqualTo(withProductType);
        set.Rows.Select(r => r.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(set.Rows.Count);
    }

    private static Dataset Load(string file) => DatasetFile.Load(Path.Combine(Folder, file));
}
