namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>Of many times: the one that half of them stay below, the one of 99 of 100, and the longest.</summary>
internal sealed record Shares(double P50, double P99, double Most, int Count)
{
    public static Shares Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? new(0, 0, 0, 0) : new(At(0.5), At(0.99), Math.Round(sorted[^1], 3), sorted.Length);

        double At(double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 3);
    }

    public override string ToString() => $"p50 {P50:0.00} s, p99 {P99:0.00} s, most {Most:0.00} s";
}
