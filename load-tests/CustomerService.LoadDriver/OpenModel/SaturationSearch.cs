namespace CustomerService.LoadDriver.OpenModel;

/// <summary>What a search found.</summary>
/// <param name="HighestRate">The highest rate that the host kept up with, messages a second.</param>
/// <param name="Turns">Most full answers a second of any step, in turns: what the host can do at saturation.</param>
/// <param name="Texts">Texts that the model read a second in that step.</param>
/// <param name="Steps">Every step, in order.</param>
internal sealed record Saturation(double HighestRate, double Turns, double Texts, IReadOnlyList<RunReport> Steps);

/// <summary>Doubles the rate until the host falls behind, then halves the gap until it is small.</summary>
internal static class SaturationSearch
{
    // Narrower than this the steps differ by less than the machine does from minute to minute.
    private const double Precision = 0.08;

    private const int MaxSteps = 12;

    public static async Task<Saturation> Find(double firstRate, Func<double, Task<RunReport>> run)
    {
        var steps = new List<RunReport>();
        var (low, high, rate) = (0.0, double.PositiveInfinity, firstRate);
        while (steps.Count < MaxSteps && rate >= 1 && (double.IsPositiveInfinity(high) || high - low > Precision * high))
        {
            var report = await run(rate);
            report.Print();
            steps.Add(report);
            if (report.KeptUp)
                low = rate;
            else
                high = rate;
            rate = double.IsPositiveInfinity(high) ? rate * 2 : Math.Round((low + high) / 2);
            if (!report.Drained)
                break;
        }
        var best = steps.MaxBy(GoodTurns)!;
        return new(low, GoodTurns(best), best.TurnRate * best.TextsPerTurn, steps);
    }

    private static double GoodTurns(RunReport report) => report.TurnRate * (1 - report.DegradedShare);
}
