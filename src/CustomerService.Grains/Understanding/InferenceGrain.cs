using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Grains.Placement;
using Orleans.Concurrency;

namespace CustomerService.Grains.Understanding;

/// <summary>
/// The façade of this silo's batcher. Reentrant: a worker that took one call at a time would hand the batcher no more
/// texts than there are workers.
/// </summary>
[StatelessWorker, Reentrant, RunsOn(SiloRoles.Inference)]
internal sealed class InferenceGrain(ILocalReader reader) : Grain, IInferenceGrain
{
    public async Task<IReadOnlyList<Reading>> Read(Immutable<IReadOnlyList<string>> texts) =>
        await reader.Read(texts.Value, CancellationToken.None);

    public async Task<IReadOnlyList<Reading>> ReadFor(string tenant, Immutable<IReadOnlyList<string>> texts) =>
        await reader.Read(tenant, texts.Value, CancellationToken.None);
}
