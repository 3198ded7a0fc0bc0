using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;

namespace CustomerService.Language;

/// <summary>Reads texts with the model of this process. A full queue is a <see cref="ReaderBusyException"/>.</summary>
public sealed class LanguageReader : ILocalReader
{
    /// <summary>Most texts of one pass through the queue: a bulk of any size leaves room for others.</summary>
    public const int MaxTexts = 256;

    private readonly ModelSlot slot;

    internal LanguageReader(ModelSlot slot) => this.slot = slot;

    /// <summary>Id of the model in use.</summary>
    public string Model => slot.Current.Manifest.Id;

    /// <inheritdoc/>
    public float UnknownThreshold => slot.Current.Manifest.UnknownThreshold;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Read(tenant: "", texts, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var span = LanguageActivity.StartRead(texts.Count);
        // One version for all texts: a vector of one model says nothing beside a vector of another.
        var version = slot.Enter();
        try
        {
            if (texts.Count <= MaxTexts)
                return await version.Read(tenant, texts, cancellationToken);
            List<Reading> readings = new(texts.Count);
            foreach (var chunk in texts.Chunk(MaxTexts))
                readings.AddRange(await version.Read(tenant, chunk, cancellationToken));
            return readings;
        }
        finally
        {
            version.Leave();
        }
    }
}
