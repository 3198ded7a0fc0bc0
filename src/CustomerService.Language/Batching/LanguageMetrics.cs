using System.Diagnostics.Metrics;

namespace CustomerService.Language.Batching;

/// <summary>Measurements of the batcher: meter <c>CustomerService.Language</c>.</summary>
internal sealed class LanguageMetrics
{
    private readonly Meter meter;
    private readonly Counter<long> rejected;
    private readonly Counter<long> overflow;
    private readonly Counter<long> cascade;
    private readonly Counter<long> lookups;
    private readonly Histogram<double> wait;
    private readonly Histogram<int> rows;
    private readonly Histogram<double> padding;
    private readonly Histogram<double> duration;

    public LanguageMetrics(IMeterFactory meters)
    {
        meter = meters.Create(LanguageActivity.Name);
        rejected = meter.CreateCounter<long>(
            "language.queue.rejected", "{row}", "Texts turned away because the queue was full.");
        overflow = meter.CreateCounter<long>(
            "language.overflow", "{text}", "Texts that found the queue full, by what became of them.");
        cascade = meter.CreateCounter<long>(
            "language.cascade", "{text}", "Texts of a cascade, by the model whose reading was taken.");
        lookups = meter.CreateCounter<long>(
            "language.cache.lookups", "{text}", "Texts looked for among those read before, by whether they were there.");
        wait = meter.CreateHistogram("language.queue.wait", "s", "Time a text waited for its batch.", advice: Seconds);
        rows = meter.CreateHistogram("language.batch.rows", "{row}", "Texts in a batch.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        padding = meter.CreateHistogram("language.batch.padding", "1", "Share of a batch's tokens that is padding.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, .02, .05, .1, .2, .3, .5] });
        duration = meter.CreateHistogram("language.inference.duration", "s", "Time a batch took.", advice: Seconds);
    }

    private static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5],
    };

    /// <summary>Depth and age of the queue are read when they are collected.</summary>
    public void Observe(Func<(int Rows, TimeSpan Age)> backlog)
    {
        meter.CreateObservableGauge("language.queue.depth", () => backlog().Rows, "{row}", "Texts that wait.");
        meter.CreateObservableGauge(
            "language.queue.age", () => backlog().Age.TotalSeconds, "s", "Time that the oldest text has waited.");
    }

    public void Rejected(int count) => rejected.Add(count);

    public void Overflowed(string outcome, int texts) =>
        overflow.Add(texts, new KeyValuePair<string, object?>("outcome", outcome));

    public void Cascaded(int sure, int unsure)
    {
        cascade.Add(sure, new KeyValuePair<string, object?>("model", "student"));
        cascade.Add(unsure, new KeyValuePair<string, object?>("model", "teacher"));
    }

    public void LookedUp(bool hit) => lookups.Add(1, new KeyValuePair<string, object?>("hit", hit));

    public void Waited(TimeSpan waited) => wait.Record(waited.TotalSeconds);

    public void Ran(List<QueuedRow> batch, TimeSpan took)
    {
        var tokens = batch.Sum(r => r.Tokens.Length);
        var padded = batch.Count * batch.Max(r => r.Tokens.Length);
        rows.Record(batch.Count);
        padding.Record(1 - ((double)tokens / padded));
        duration.Record(took.TotalSeconds);
    }
}
