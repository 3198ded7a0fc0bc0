namespace CustomerService.Language.Evaluation;

/// <summary>
/// Golden transfer within tolerance: how close hand-overs come to the turns where a human should have taken over (Liu et
/// al., "Time to Transfer: Predicting and Evaluating Machine-Human Chatting Handoff", AAAI 2021), with its weight of early
/// against late ones at zero, so that both cost the same.
/// </summary>
public static class TransferScore
{
    /// <summary>The score of one dialogue, 0 to 1.</summary>
    /// <param name="golden">Turns at any of which a transfer is right; empty where none is.</param>
    /// <param name="predicted">Turns at which a transfer was made.</param>
    /// <param name="tolerance">Turns by which a transfer may be off and still count some; from 1.</param>
    public static double Of(IReadOnlyCollection<int> golden, IReadOnlyCollection<int> predicted, int tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance, 1);
        if (golden.Count == 0 || predicted.Count == 0)
            return golden.Count == predicted.Count ? 1 : 0;
        return predicted.Average(p => golden.Max(g => Math.Exp(-Math.Pow(p - g, 2) / (2.0 * tolerance * tolerance))));
    }
}
