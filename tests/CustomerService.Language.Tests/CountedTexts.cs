using System.Diagnostics.Metrics;
using CustomerService.Language.Batching;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests;

/// <summary>Adds up what the counters of one set of measurements are told, by their one tag.</summary>
internal sealed class CountedTexts : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener listener = new();

    public CountedTexts()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        Metrics = new LanguageMetrics(meters);
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var key = tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            lock (Totals)
                Totals[key] = Totals.GetValueOrDefault(key) + value;
        });
        listener.Start();
    }

    public LanguageMetrics Metrics { get; }

    public Dictionary<string, long> Totals { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }
}
