using Orleans.Concurrency;

namespace CustomerService.Contracts.Understanding;

/// <summary>The façade of a silo's dynamic batcher: a stateless worker, key 0 for any silo's.</summary>
[Alias("CustomerService.IInferenceGrain")]
public interface IInferenceGrain : IGrainWithIntegerKey
{
    /// <summary>Reads texts (1 to 256), answers in their order.</summary>
    [Alias("Read")]
    Task<IReadOnlyList<Reading>> Read(Immutable<IReadOnlyList<string>> texts);

    /// <summary>Reads texts of a tenant (1 to 256), answers in their order; tenants take turns where many wait.</summary>
    [Alias("ReadFor")]
    Task<IReadOnlyList<Reading>> ReadFor(string tenant, Immutable<IReadOnlyList<string>> texts);
}
