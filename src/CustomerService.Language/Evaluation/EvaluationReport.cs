using CustomerService.Contracts.Understanding;

namespace CustomerService.Language.Evaluation;

/// <summary>How the product types of rows that have one were found.</summary>
/// <param name="Rows">Rows that have one.</param>
/// <param name="Right">Found as labelled.</param>
/// <param name="Wrong">Found as another.</param>
/// <param name="None">Not found.</param>
public sealed record ProductTypeScores(int Rows, int Right, int Wrong, int None);

/// <summary>Answers that the dialogue believes, by the model's own threshold.</summary>
/// <param name="Threshold">Least confidence.</param>
/// <param name="Share">Share of the rows that reach it.</param>
/// <param name="Accuracy">The share of those that is right.</param>
public sealed record KnownScores(double Threshold, double Share, double Accuracy);

/// <summary>The intents of the rows that one reader read, where there is more than one.</summary>
/// <param name="By">Which.</param>
/// <param name="Share">Of the rows.</param>
/// <param name="Accuracy">The share of those that is right.</param>
public sealed record ReaderScores(ReadBy By, double Share, double Accuracy);

/// <summary>A row that was read wrong.</summary>
/// <param name="Line">In the file.</param>
/// <param name="Text">As written.</param>
/// <param name="Expected">Its intent.</param>
/// <param name="Found">What was read.</param>
/// <param name="Confidence">How sure the model was.</param>
public sealed record Mistake(int Line, string Text, string Expected, string Found, double Confidence);

/// <summary>What an evaluation found.</summary>
/// <param name="Dataset">The file's name.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Intent">Of all intents.</param>
/// <param name="BusinessAccuracy">Without rows labelled greeting, closing, smalltalk or other.</param>
/// <param name="IntentCalibration">Of the likeliest intent.</param>
/// <param name="Known">Above the threshold.</param>
/// <param name="Sentiment">Of -1, 0 and 1.</param>
/// <param name="ProductType">Null where no catalogue or no such label was at hand.</param>
/// <param name="Readers">Of a cascade, the models that read; of one model, itself.</param>
/// <param name="Worst">Wrong intents, the surest first.</param>
/// <param name="Slots">By slot; null where the rows have no such label.</param>
public sealed record EvaluationReport(
    string Dataset, string Model, int Rows, ClassScores Intent, double BusinessAccuracy, Calibration IntentCalibration,
    KnownScores Known, ClassScores Sentiment, ProductTypeScores? ProductType, IReadOnlyList<ReaderScores> Readers,
    IReadOnlyList<Mistake> Worst, IReadOnlyList<SlotScore>? Slots = null);
