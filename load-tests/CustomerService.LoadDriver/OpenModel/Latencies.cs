using HdrHistogram;

namespace CustomerService.LoadDriver.OpenModel;

/// <summary>A distribution of times, to three digits; recorded from any thread.</summary>
internal sealed class Latencies
{
    // Two minutes: nothing that is measured waits longer.
    private const long HighestMicroseconds = 120_000_000;

    private readonly LongConcurrentHistogram _histogram = new(1, HighestMicroseconds, 3);

    public void Record(TimeSpan latency) =>
        _histogram.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, HighestMicroseconds));

    public LatencySummary Summary() => new(
        _histogram.TotalCount, At(50), At(90), At(99), At(99.9), At(100));

    private double At(double percentile) =>
        _histogram.TotalCount == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / 1000.0;
}

/// <summary>Milliseconds.</summary>
internal sealed record LatencySummary(long Count, double P50, double P90, double P99, double P999, double Max)
{
    public override string ToString() =>
        $"p50 {P50:F1}  p90 {P90:F1}  p99 {P99:F1}  p99.9 {P999:F1}  max {Max:F1} ms  ({Count} measured)";
}
