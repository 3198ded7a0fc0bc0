using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CustomerService.Core.Understanding;
using static CustomerService.Language.Tests.Batching.BatcherRig;

namespace CustomerService.Language.Tests.Batching;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Queue_RowsWaiting_TellsDepthAndAge()
    {
        using var rig = new BatcherRig(held: true, queueRows: 4);
        var seen = Listen(rig, out var listener);
        using (listener)
        {
            var first = rig.Read(Row(1));
            await rig.Session.Taken();
            rig.Time.Advance(TimeSpan.FromSeconds(5));
            var second = rig.Read(Row(2, 3), Row(3, 4), Row(4, 5));
            rig.Time.Advance(TimeSpan.FromSeconds(2));
            await Should.ThrowAsync<ReaderBusyException>(() => rig.Read(Row(5), Row(6)));
            listener.RecordObservableInstruments();
            seen["language.queue.depth"].ShouldBe([3]);
            seen["language.queue.age"].ShouldBe([2]);
            seen["language.queue.rejected"].ShouldBe([2]);
            rig.Session.Release(2);
            await Task.WhenAll(first, second);
            seen["language.queue.wait"].ShouldBe([0, 2, 2, 2]);
            seen["language.batch.rows"].ShouldBe([1, 3]);
            seen["language.batch.padding"].ShouldBe([0, 0.2], 1e-9);
            seen["language.inference.duration"].Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Batch_CallersWithSpans_IsOneSpanLinkedToThem()
    {
        ConcurrentQueue<Activity> batches = [];
        using var source = new ActivitySource("tests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "tests" or "CustomerService.Language",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => batches.Enqueue(a),
        };
        ActivitySource.AddActivityListener(listener);
        using var rig = new BatcherRig();
        using var caller = source.StartActivity("caller").ShouldNotBeNull();
        await rig.Read(Row(1), Row(2));
        await rig.Read(Row(3));
        var mine = batches.Where(a => a.Links.Any(l => l.Context == caller.Context)).ToList();
        mine.Count.ShouldBeGreaterThanOrEqualTo(1);
        mine[0].GetTagItem("language.batch.rows").ShouldBe(2);
        mine[0].Links.Count().ShouldBe(1);
        mine[0].ParentId.ShouldBeNull();
    }

    private static ConcurrentDictionary<string, List<double>> Listen(BatcherRig rig, out MeterListener listener)
    {
        ConcurrentDictionary<string, List<double>> seen = new(StringComparer.Ordinal);
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, rig.Meters))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((i, value, _, _) => Add(i, value));
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => Add(i, value));
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => Add(i, value));
        listener.Start();
        return seen;

        void Add(Instrument instrument, double value)
        {
            var values = seen.GetOrAdd(instrument.Name, _ => []);
            lock (values)
                values.Add(value);
        }
    }
}
