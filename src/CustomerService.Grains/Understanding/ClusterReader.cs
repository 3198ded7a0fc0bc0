using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using Orleans.Concurrency;

namespace CustomerService.Grains.Understanding;

/// <summary>Reads texts on a silo that owns a model.</summary>
internal sealed class ClusterReader(IGrainFactory grains, ILocalReader local) : IReader
{
    private readonly IInferenceGrain _inference = grains.GetGrain<IInferenceGrain>(0);

    public float UnknownThreshold => local.UnknownThreshold;

    public async ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        await _inference.Read(texts.AsImmutable()).WaitAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        await _inference.ReadFor(tenant, texts.AsImmutable()).WaitAsync(cancellationToken);
}
