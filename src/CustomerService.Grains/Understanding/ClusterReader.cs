using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using Orleans.Concurrency;

namespace CustomerService.Grains.Understanding;

/// <summary>Reads texts on a silo that owns a model; waits for one while there is none.</summary>
public sealed class ClusterReader(IGrainFactory grains, ModelFacts model, TimeProvider time) : IReader
{
    // Texts of one call: a bulk of a thousand must not outlast the response timeout on a silo without a GPU.
    private const int Chunk = 64;

    // A silo that dies takes its calls with it, and the cluster needs a moment to see it: asked again at once, the
    // same dead silo would be asked. Short against a turn's budget all the same.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // For callers without a budget of their own, such as the building of an index.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public float UnknownThreshold => model.UnknownThreshold;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Read(tenant: "", texts, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count <= Chunk)
            return await ReadChunk(tenant, texts, cancellationToken);
        var readings = new List<Reading>(texts.Count);
        foreach (var chunk in texts.Chunk(Chunk))
            readings.AddRange(await ReadChunk(tenant, chunk, cancellationToken));
        return readings;
    }

    private async Task<IReadOnlyList<Reading>> ReadChunk(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                // Asked for each time: a client knows no grain before it is connected.
                return await grains.GetGrain<IInferenceGrain>(0).ReadFor(tenant, texts.AsImmutable()).WaitAsync(cancellationToken);
            }
            catch (OrleansException) when (time.GetElapsedTime(started) < LongestWait)
            {
                // No silo of the role, or the one that was asked went away: nothing was done that counts.
                Telemetry.InferenceAway();
                await Task.Delay(BetweenTries, time, cancellationToken);
            }
        }
    }
}
