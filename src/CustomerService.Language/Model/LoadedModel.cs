using System.Numerics.Tensors;
using CustomerService.Contracts.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Text;

namespace CustomerService.Language.Model;

/// <summary>A model in memory with its own words, queue and readings.</summary>
/// <param name="manifest">What it says of itself.</param>
/// <param name="encode">A text's token ids.</param>
/// <param name="places">Where a text's tokens stand in it.</param>
/// <param name="batcher">Its own.</param>
/// <param name="session">Let go at the end.</param>
/// <param name="cache">Null where nothing is kept.</param>
internal sealed class LoadedModel(
    ModelManifest manifest, Func<string, int[]> encode, Func<string, IReadOnlyList<TokenPlace>> places, DynamicBatcher batcher,
    IDisposable session, ReadingCache? cache)
    : ITextReader, IDisposable
{
    public ModelManifest Manifest => manifest;

    public DynamicBatcher Batcher => batcher;

    public async Task<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        cache is null
            ? await ReadAll(tenant, texts, cancellationToken)
            : await ReadNew(cache, tenant, texts, cancellationToken);

    /// <summary>Runs a short and a full row: the first shopper shall not pay for memory and kernels of either.</summary>
    /// <exception cref="ModelException">Its vectors are not of length one.</exception>
    public async Task Warm(CancellationToken cancellationToken)
    {
        var readings = await batcher.Read("", [encode("您好"), encode(new string('好', Tokenizer.MaxCharacters))], cancellationToken);
        var length = TensorPrimitives.Norm(readings[0].Embedding);
        if (MathF.Abs(length - 1) > 0.01f)
        {
            throw new ModelException(
                $"Model {manifest.Id}: {manifest.Outputs.Embedding} must give vectors of length 1, found {length:F3}: " +
                "export the model with its normalisation.");
        }
    }

    private async Task<Reading[]> ReadNew(
        ReadingCache kept, string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var readings = new Reading[texts.Count];
        List<(int At, string? Key)> missing = [];
        for (var i = 0; i < readings.Length; i++)
        {
            var key = ReadingCache.KeyOf(texts[i]);
            if (kept.TryGet(key, out var reading))
                readings[i] = reading;
            else
                missing.Add((i, key));
        }
        var found = await ReadAll(tenant, [.. missing.Select(m => texts[m.At])], cancellationToken);
        for (var i = 0; i < found.Length; i++)
        {
            readings[missing[i].At] = found[i];
            kept.Add(missing[i].Key, found[i]);
        }
        return readings;
    }

    private async Task<Reading[]> ReadAll(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var readings = await batcher.Read(tenant, [.. texts.Select(encode)], cancellationToken);
        for (var i = 0; i < readings.Length; i++)
        {
            // Most texts have none, and only here is the text known that the tokens came from.
            if (readings[i].Spans is { Count: > 0 } spans)
                readings[i] = readings[i] with { Spans = SlotPlaces.InText(spans, texts[i], places) };
        }
        return readings;
    }

    public void Dispose()
    {
        batcher.Dispose();
        session.Dispose();
    }
}
