using System.Diagnostics.Metrics;

namespace CustomerService.Storage.Sqlite;

/// <summary>What the writer tells of itself.</summary>
internal sealed class StorageMetrics
{
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _failures;

    public StorageMetrics(IMeterFactory meters, Func<int> depth, Func<double> ageSeconds)
    {
        var meter = meters.Create(StorageMeter.Name);
        meter.CreateObservableGauge(
            "customerservice.storage.write.queue.depth", depth, "{write}", "Writes that wait for the writer");
        meter.CreateObservableGauge(
            "customerservice.storage.write.queue.age", ageSeconds, "s", "How long the oldest of them has waited");
        _batch = meter.CreateHistogram(
            "customerservice.storage.write.batch.size", "{write}", "Writes that shared one commit",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _commit = meter.CreateHistogram(
            "customerservice.storage.commit.duration", "s", "From the begin of a batch until it is on disk",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5],
            });
        _failures = meter.CreateCounter<long>(
            "customerservice.storage.commit.failures", "{commit}", "Batches that the disk did not take");
    }

    public void Committed(int writes, TimeSpan duration, Exception? failure)
    {
        _batch.Record(writes);
        _commit.Record(duration.TotalSeconds);
        if (failure is not null)
            _failures.Add(1);
    }
}

/// <summary>The meter of this project.</summary>
public static class StorageMeter
{
    /// <summary>Its name, for the exporter's list.</summary>
    public const string Name = "CustomerService.Storage";
}
