using System.Collections.Concurrent;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Understanding;

/// <summary>
/// The models whose vectors came lately: a process that has its texts read elsewhere knows of another model by its readings.
/// </summary>
/// <param name="time">Tells how long ago.</param>
public sealed class ModelsSeen(TimeProvider time)
{
    // As many as are in use in one life of the process, so none need go.
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.OrdinalIgnoreCase);
    private Seen? _latest;

    /// <summary>The one seen last, and what scores mean with its vectors; null before any.</summary>
    public (string Model, FaqScale Faq)? Latest => Volatile.Read(ref _latest) is { } latest ? (latest.Model, latest.Faq) : null;

    /// <summary>Takes readings that came together: they are of one model.</summary>
    public void Saw(IReadOnlyList<Reading> readings)
    {
        foreach (var reading in readings)
        {
            // Those that a student or rules made in its place have no vector.
            if (reading is not { EmbeddedBy: { } model, Faq: { } faq })
                continue;
            var seen = _seen.GetOrAdd(model, static (model, faq) => new(model, faq), faq);
            Volatile.Write(ref seen.At, time.GetTimestamp());
            Volatile.Write(ref _latest, seen);
            return;
        }
    }

    /// <summary>Whether a model's vectors came within a time.</summary>
    public bool Within(string model, TimeSpan past) =>
        _seen.TryGetValue(model, out var seen) && time.GetElapsedTime(Volatile.Read(ref seen.At)) < past;

    private sealed class Seen(string model, FaqScale faq)
    {
        public long At;

        public string Model => model;

        public FaqScale Faq => faq;
    }
}
