using System.Text.Json;
using System.Xml.Linq;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Evaluation;

public sealed class EvaluatorTests
{
    // Expected intent, read intent, confidence; a wrong one of 0.92 is the worst.
    private static readonly (string Expected, string Found, float Confidence)[] Answers =
    [
        ("stock", "stock", 0.95f), ("stock", "price", 0.92f), ("price", "price", 0.6f), ("greeting", "closing", 0.3f),
    ];

    [Fact]
    public void Compare_KnownAnswers_GivesTheFiguresByHand()
    {
        var report = Report();
        report.Intent.Accuracy.ShouldBe(0.5);
        report.BusinessAccuracy.ShouldBe(2.0 / 3, 1e-9);
        report.Intent.Labels.Single(l => l.Label == "stock").ShouldBe(new LabelScore("stock", 2, 1, 0.5, 2.0 / 3));
        report.Intent.Labels.Single(l => l.Label == "greeting").F1.ShouldBe(0);
        report.Intent.MacroF1.ShouldBe(4.0 / 9, 1e-9);
        report.Intent.Confusions.ShouldBe([new("stock", "price", 1), new("greeting", "closing", 1)]);
        report.Known.ShouldBe(new KnownScores(0.8, 0.5, 0.5));
        report.Worst.Select(m => m.Line).ShouldBe([1, 3]);
        report.Sentiment.Rows.ShouldBe(4);
        report.ProductType.ShouldBe(new ProductTypeScores(4, 2, 1, 1));
    }

    [Fact]
    public void Compare_Confidences_GivesTheCalibrationError()
    {
        // Bins: 0.3 wrong, 0.6 right, {0.92, 0.95} half right: (0.3 + 0.4 + 2 × 0.435) / 4.
        Report().IntentCalibration.Error.ShouldBe(0.3925, 1e-6);
        Report().IntentCalibration.Bins.Select(b => b.Rows).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void Write_Report_IsWellFormed()
    {
        var report = Report();
        XDocument.Parse(CalibrationPlot.Draw(report.IntentCalibration)).Descendants()
            .Count(e => e.Name.LocalName == "circle").ShouldBe(3);
        JsonDocument.Parse(ReportText.Json(report)).RootElement.GetProperty("intent").GetProperty("accuracy").GetDouble().ShouldBe(0.5);
        ReportText.Markdown(report).ShouldContain("| 1 | a\\|b | stock | price | 0.92 |");
    }

    [Fact]
    public void Compare_NoRows_GivesZeros()
    {
        var report = Evaluator.Compare(new Dataset("none", [], []), [], "m", 0.5f, withTypes: true);
        report.Intent.Accuracy.ShouldBe(0);
        JsonDocument.Parse(ReportText.Json(report)).RootElement.GetProperty("rows").GetInt32().ShouldBe(0);
        CalibrationPlot.Draw(report.IntentCalibration).ShouldNotContain("NaN");
    }

    private static EvaluationReport Report()
    {
        string?[] types = ["phone", "phone", "laptop", null];
        return Evaluator.Compare(
            new Dataset("set", [.. Answers.Select((a, i) => new LabelledText(i, "a|b", a.Expected, 0, "phone", null))], []),
            [.. Answers.Select((a, i) => new Understood("a|b", new Reading([new IntentScore(a.Found, a.Confidence)], 0, 1, []), [], types[i]))],
            "m", 0.8f, withTypes: true);
    }
}
