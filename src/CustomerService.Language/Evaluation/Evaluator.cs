using System.Globalization;
using CustomerService.Core.Understanding;
using KnownIntents = CustomerService.Core.Understanding.Intents;

namespace CustomerService.Language.Evaluation;

/// <summary>Holds what was understood to what people say it means.</summary>
public static class Evaluator
{
    private const int WorstRows = 40;

    private static readonly string[] Talk =
        [KnownIntents.Greeting, KnownIntents.Closing, KnownIntents.Smalltalk, KnownIntents.Other];

    /// <summary>Compares.</summary>
    /// <param name="dataset">The labels.</param>
    /// <param name="understood">In the order of its rows.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="threshold">Below it an intent counts as not understood.</param>
    /// <param name="withTypes">Whether a catalogue was there to find product types in.</param>
    public static EvaluationReport Compare(
        Dataset dataset, IReadOnlyList<Understood> understood, string model, float threshold, bool withTypes)
    {
        (LabelledText Row, Understood Found)[] all = [.. dataset.Rows.Zip(understood)];
        (LabelledText Row, Understood Found)[] intents = [.. all.Where(a => a.Row.Intent is not null)];
        var business = intents.Where(a => !Talk.Contains(a.Row.Intent, StringComparer.Ordinal)).ToArray();
        var known = intents.Where(a => Confidence(a.Found) >= threshold).ToArray();
        return new EvaluationReport(
            dataset.Name, model, all.Length,
            ClassScores.Of([.. intents.Select(a => (a.Row.Intent!, Intent(a.Found)))]),
            ClassScores.Share(business.Count(IsRight), business.Length),
            Calibration.Of([.. intents.Select(a => (Confidence(a.Found), IsRight(a)))]),
            new(Math.Round(threshold, 4), ClassScores.Share(known.Length, intents.Length), ClassScores.Share(known.Count(IsRight), known.Length)),
            ClassScores.Of([.. all.Where(a => a.Row.Sentiment is not null)
                .Select(a => (Number(a.Row.Sentiment!.Value), Number(a.Found.Reading.Sentiment)))]),
            withTypes ? Types([.. all.Where(a => a.Row.ProductType is not null)]) : null,
            [.. intents.GroupBy(a => a.Found.Reading.By).OrderBy(g => g.Key)
                .Select(g => new ReaderScores(g.Key, ClassScores.Share(g.Count(), intents.Length), ClassScores.Share(g.Count(IsRight), g.Count())))],
            [.. intents.Where(a => !IsRight(a)).OrderByDescending(a => Confidence(a.Found)).Take(WorstRows)
                .Select(a => new Mistake(a.Row.Line, a.Row.Text, a.Row.Intent!, Intent(a.Found), Confidence(a.Found)))],
            SlotScores.Of([.. all.Where(a => a.Row.Slots is not null).Select(a => (a.Row.Slots!, MarkedSlot.Of(a.Found.Slots)))]));
    }

    private static ProductTypeScores? Types((LabelledText Row, Understood Found)[] rows)
    {
        if (rows.Length == 0)
            return null;
        var (right, none) = (rows.Count(a => a.Found.ProductType == a.Row.ProductType), rows.Count(a => a.Found.ProductType is null));
        return new(rows.Length, right, rows.Length - right - none, none);
    }

    private static bool IsRight((LabelledText Row, Understood Found) a) => a.Row.Intent == Intent(a.Found);

    private static string Intent(Understood found) => found.Reading.Intents[0].Intent;

    private static double Confidence(Understood found) => found.Reading.Intents[0].Confidence;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
