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
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Evaluation");

    [Theory]
    [InlineData("understanding", "understanding", false)]
    [InlineData("student", "student", false)]
    [InlineData("cascade", "understanding", true)]
    public async Task Evaluate_ShippedModel_ReachesTheFloors(string name, string model, bool cascade)
    {
        var set = Load();
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
        double Floor(string figure) => floors.RootElement.GetProperty(name).GetProperty(figure).GetDouble();
        report.ShouldSatisfyAllConditions(
            r => r.Intent.Accuracy.ShouldBeGreaterThanOrEqualTo(Floor("intentAccuracy")),
            r => r.BusinessAccuracy.ShouldBeGreaterThanOrEqualTo(Floor("businessIntentAccuracy")),
            r => r.Intent.MacroF1.ShouldBeGreaterThanOrEqualTo(Floor("intentMacroF1")),
            r => r.IntentCalibration.Error.ShouldBeLessThanOrEqualTo(Floor("intentCalibrationErrorAtMost")),
            r => r.Known.Accuracy.ShouldBeGreaterThanOrEqualTo(Floor("believedAccuracy")),
            r => r.Sentiment.MacroF1.ShouldBeGreaterThanOrEqualTo(Floor("sentimentMacroF1")));
    }

    [Fact]
    public void Load_CommittedSet_IsWholeAndHasEveryLabel()
    {
        var set = Load();
        set.Problems.ShouldBeEmpty();
        set.Rows.Count.ShouldBeGreaterThanOrEqualTo(600);
        set.Rows.ShouldAllBe(r => r.Intent != null && r.Sentiment != null);
        set.Rows.CountBy(r => r.Intent!).Count(c => c.Value >= 20).ShouldBe(Intents.All.Count);
        set.Rows.Select(r => r.Sentiment).Distinct().Count().ShouldBe(3);
        set.Rows.Count(r => r.ProductType is not null).ShouldBeGreaterThan(100);
        set.Rows.Select(r => r.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(set.Rows.Count);
    }

    private static Dataset Load() => DatasetFile.Load(Path.Combine(Folder, "utterances.tsv"));
}
