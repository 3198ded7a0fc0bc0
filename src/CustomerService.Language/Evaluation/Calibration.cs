namespace CustomerService.Language.Evaluation;

/// <summary>Answers of like confidence.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="To">Greatest confidence.</param>
/// <param name="Rows">Answers.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share that is right.</param>
public sealed record CalibrationBin(double From, double To, int Rows, double Confidence, double Accuracy);

/// <summary>Whether nine in ten answers given with 0.9 are right.</summary>
/// <param name="Error">
/// Expected calibration error: mean distance of confidence and accuracy over ten bins of equal width, weighted by rows
/// (Guo et al., On Calibration of Modern Neural Networks, 2017).
/// </param>
/// <param name="Bins">Those that have rows.</param>
public sealed record Calibration(double Error, IReadOnlyList<CalibrationBin> Bins)
{
    private const int Count = 10;

    /// <summary>Of answers: how sure, and whether right.</summary>
    public static Calibration Of(IReadOnlyList<(double Confidence, bool Right)> answers)
    {
        CalibrationBin[] bins = [.. answers.GroupBy(a => Math.Clamp((int)(a.Confidence * Count), 0, Count - 1))
            .OrderBy(g => g.Key)
            .Select(g => new CalibrationBin(
                g.Key / (double)Count, (g.Key + 1) / (double)Count, g.Count(),
                g.Average(a => a.Confidence), g.Average(a => a.Right ? 1.0 : 0)))];
        return new(bins.Sum(b => b.Rows * Math.Abs(b.Confidence - b.Accuracy)) / Math.Max(1, answers.Count), bins);
    }
}
