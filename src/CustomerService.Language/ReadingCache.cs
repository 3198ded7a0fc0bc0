using System.Diagnostics.CodeAnalysis;
using CustomerService.Contracts.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Text;

namespace CustomerService.Language;

/// <summary>
/// Readings of one model's version by text: a quarter of what shoppers write has been written before, 好的 and 在吗 most
/// of all. Two generations: what is asked again lives on, what is not goes when the younger one is full.
/// </summary>
/// <param name="texts">Most texts kept; a reading takes 2 KB and some.</param>
/// <param name="metrics">Told of hits and misses.</param>
internal sealed class ReadingCache(int texts, LanguageMetrics metrics)
{
    /// <summary>Longest text kept, in UTF-16 units: longer ones hardly come twice.</summary>
    private const int MaxLength = 32;

    private readonly Lock gate = new();
    private Dictionary<string, Reading> young = new(StringComparer.Ordinal);
    private Dictionary<string, Reading> old = new(StringComparer.Ordinal);

    /// <summary>The text's key; null where it is not kept.</summary>
    public static string? KeyOf(string text) =>
        text.Length <= MaxLength && TextNormalizer.Normalize(text) is { Length: <= MaxLength } key ? key : null;

    public bool TryGet(string? key, [NotNullWhen(true)] out Reading? reading)
    {
        reading = null;
        if (key is not null)
        {
            lock (gate)
            {
                if (!young.TryGetValue(key, out reading) && old.TryGetValue(key, out reading))
                    Put(key, reading);
            }
        }
        metrics.LookedUp(reading is not null);
        return reading is not null;
    }

    public void Add(string? key, Reading reading)
    {
        if (key is null)
            return;
        lock (gate)
            Put(key, reading);
    }

    private void Put(string key, Reading reading)
    {
        young[key] = reading;
        if (young.Count < Math.Max(1, texts / 2))
            return;
        old = young;
        young = new(StringComparer.Ordinal);
    }
}
