using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Understanding;

/// <summary>Reads texts with the language model: in this silo, or on one that has a GPU.</summary>
public interface IReader
{
    /// <summary>Readings in the order of the texts (1 to 256).</summary>
    ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>The same for texts of a tenant: where readers are shared, tenants take turns.</summary>
    ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) => Read(texts, cancellationToken);

    /// <summary>Below this confidence an intent counts as not understood; comes with the model.</summary>
    float UnknownThreshold { get; }
}
