using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;

namespace CustomerService.Language;

/// <summary>
/// Reads texts with the model of this process. A full queue is a <see cref="ReaderBusyException"/>, unless the settings
/// have another reader for such texts.
/// </summary>
public sealed class LanguageReader : ILocalReader
{
    /// <summary>Most texts of one pass through the queue: a bulk of any size leaves room for others.</summary>
    public const int MaxTexts = 256;

    private readonly ModelSlot slot;

    internal LanguageReader(ModelSlot slot) => this.slot = slot;

    /// <summary>Id of the model in use; of a cascade those of both.</summary>
    public string Model => slot.Current.Facts.Id;

    /// <inheritdoc/>
    public float UnknownThreshold => slot.Current.Facts.UnknownThreshold;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Read(tenant: "", texts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        slot.Read(version => version.Reader, tenant, texts, cancellationToken);
}

/// <summary>Reads texts for an index, with the one model whose vectors it holds.</summary>
/// <param name="slot">Of one version for good: an index never mixes the vectors of two, and is given up with its model.</param>
internal sealed class VectorReader(ModelSlot slot) : IReader
{
    public float UnknownThreshold => slot.Current.Facts.UnknownThreshold;

    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        slot.Read(version => version.Vectors, tenant: "", texts, cancellationToken);
}
