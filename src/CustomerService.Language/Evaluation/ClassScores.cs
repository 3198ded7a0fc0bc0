namespace CustomerService.Language.Evaluation;

/// <summary>How well one label is found.</summary>
/// <param name="Label">The label.</param>
/// <param name="Rows">Rows that have it.</param>
/// <param name="Precision">Of the rows read as it, the share that are; 0 where none was read so.</param>
/// <param name="Recall">Of the rows that have it, the share read so.</param>
/// <param name="F1">Harmonic mean of the two.</param>
public sealed record LabelScore(string Label, int Rows, double Precision, double Recall, double F1);

/// <summary>Rows of one label read as another.</summary>
/// <param name="Expected">The label they have.</param>
/// <param name="Found">The label they were read as.</param>
/// <param name="Rows">How many.</param>
public sealed record Confusion(string Expected, string Found, int Rows);

/// <summary>How well labels are told apart.</summary>
/// <param name="Rows">Rows judged.</param>
/// <param name="Accuracy">Share read right.</param>
/// <param name="MacroF1">Mean F1 of the labels that occur.</param>
/// <param name="Labels">By label.</param>
/// <param name="Confusions">The most frequent first.</param>
public sealed record ClassScores(
    int Rows, double Accuracy, double MacroF1, IReadOnlyList<LabelScore> Labels, IReadOnlyList<Confusion> Confusions)
{
    /// <summary>Of pairs of the label and what was read.</summary>
    public static ClassScores Of(IReadOnlyList<(string Expected, string Found)> pairs)
    {
        var found = pairs.CountBy(p => p.Found).ToDictionary();
        LabelScore[] labels = [.. pairs.GroupBy(p => p.Expected, StringComparer.Ordinal)
            .Select(g => Score(g.Key, g.Count(), found.GetValueOrDefault(g.Key), g.Count(p => p.Found == p.Expected)))
            .OrderBy(s => s.Label, StringComparer.Ordinal)];
        return new(
            pairs.Count, Share(pairs.Count(p => p.Expected == p.Found), pairs.Count),
            labels.Length == 0 ? 0 : labels.Average(s => s.F1), labels,
            [.. pairs.Where(p => p.Expected != p.Found).CountBy(p => p)
                .Select(c => new Confusion(c.Key.Expected, c.Key.Found, c.Value)).OrderByDescending(c => c.Rows)]);
    }

    /// <summary>A part of a whole; 0 of nothing.</summary>
    public static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static LabelScore Score(string label, int rows, int found, int right) =>
        new(label, rows, Share(right, found), Share(right, rows), Share(2 * right, rows + found));
}
