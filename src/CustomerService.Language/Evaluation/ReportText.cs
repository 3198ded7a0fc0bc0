using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.Language.Evaluation;

/// <summary>Writes a report for people and for programs.</summary>
public static class ReportText
{
    private const int Shown = 15;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All figures.</summary>
    public static string Json(EvaluationReport report) => JsonSerializer.Serialize(report, Indented);

    /// <summary>Figures and tables in Markdown.</summary>
    public static string Markdown(EvaluationReport report)
    {
        var text = new StringBuilder();
        Line($"# {report.Dataset}: {report.Rows} rows, model {report.Model}\n");
        Line($"| | |\n|---|---|");
        Line($"| intent accuracy | {report.Intent.Accuracy:P1} of {report.Intent.Rows} |");
        Line($"| of business intents | {report.BusinessAccuracy:P1} |");
        Line($"| intent macro-F1 | {report.Intent.MacroF1:0.000} |");
        Line($"| expected calibration error | {report.IntentCalibration.Error:0.000} |");
        Line($"| believed (confidence ≥ {report.Known.Threshold:0.00}) | {report.Known.Share:P1}, right in {report.Known.Accuracy:P1} |");
        Line($"| sentiment macro-F1 | {report.Sentiment.MacroF1:0.000} (accuracy {report.Sentiment.Accuracy:P1} of {report.Sentiment.Rows}) |");
        foreach (var reader in report.Readers.Count > 1 ? report.Readers : [])
            Line($"| read by {reader.By} | {reader.Share:P1}, right in {reader.Accuracy:P1} |");
        if (report.ProductType is { } types)
            Line($"| product type | {types.Right} right, {types.Wrong} wrong, {types.None} not found of {types.Rows} |");
        Table("intent", report.Intent);
        Table("sentiment", report.Sentiment);
        if (report.Slots is { } slots)
        {
            Line($"\n| slot | marked | found | precision | recall | F1 | F1, to the character |\n|---|---|---|---|---|---|---|");
            foreach (var s in slots)
                Line($"| {s.Slot} | {s.Marked} | {s.Found} | {s.Precision:0.000} | {s.Recall:0.000} | {s.F1:0.000} | {s.ExactF1:0.000} |");
        }
        Line($"\n| expected | found | rows |\n|---|---|---|");
        foreach (var pair in report.Intent.Confusions.Take(Shown))
            Line($"| {pair.Expected} | {pair.Found} | {pair.Rows} |");
        Line($"\n| line | text | expected | found | confidence |\n|---|---|---|---|---|");
        foreach (var m in report.Worst.Take(Shown))
            Line($"| {m.Line} | {Cell(m.Text)} | {m.Expected} | {m.Found} | {m.Confidence:0.00} |");
        return text.ToString();

        void Table(string name, ClassScores scores)
        {
            Line($"\n| {name} | rows | precision | recall | F1 |\n|---|---|---|---|---|");
            foreach (var label in scores.Labels)
                Line($"| {label.Label} | {label.Rows} | {label.Precision:0.000} | {label.Recall:0.000} | {label.F1:0.000} |");
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Cell(string text) =>
        text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
