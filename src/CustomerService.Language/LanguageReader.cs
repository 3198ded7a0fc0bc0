using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using CustomerService.Language.Text;

namespace CustomerService.Language;

/// <summary>Reads texts with the model of this process. A full queue is a <see cref="ReaderBusyException"/>.</summary>
public sealed class LanguageReader : ILocalReader
{
    /// <summary>Most texts of one pass through the queue: a bulk of any size leaves room for others.</summary>
    public const int MaxTexts = 256;

    private readonly Tokenizer tokenizer;
    private readonly DynamicBatcher batcher;

    internal LanguageReader(ModelManifest manifest, Tokenizer tokenizer, DynamicBatcher batcher)
    {
        this.tokenizer = tokenizer;
        this.batcher = batcher;
        UnknownThreshold = manifest.UnknownThreshold;
    }

    /// <inheritdoc/>
    public float UnknownThreshold { get; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> Read(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count <= MaxTexts)
            return await batcher.Read([.. texts.Select(tokenizer.Encode)], cancellationToken);
        List<Reading> readings = new(texts.Count);
        foreach (var chunk in texts.Chunk(MaxTexts))
            readings.AddRange(await batcher.Read([.. chunk.Select(tokenizer.Encode)], cancellationToken));
        return readings;
    }
}
