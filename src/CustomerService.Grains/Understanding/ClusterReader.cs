using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Grains.Placement;
using Orleans.Concurrency;

namespace CustomerService.Grains.Understanding;

/// <summary>Reads texts on a silo that owns a model; waits for one while there is none.</summary>
public sealed class ClusterReader : IReader
{
    // Texts of one call: a bulk of a thousand must not outlast the response timeout on a silo without a GPU.
    private const int Chunk = 64;

    // A silo that dies takes its calls with it, and the cluster needs a moment to see it: asked again at once, the
    // same dead silo would be asked. Short against a turn's budget all the same.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // For callers without a budget of their own, such as the building of an index.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly IGrainFactory _grains;
    private readonly ModelFacts _model;
    private readonly TimeProvider _time;
    private readonly InferenceChoice _choice;
    private readonly ILocalReader? _local;
    private readonly ModelsSeen? _seen;

    /// <summary>A reader of a gateway, which is told of the silos.</summary>
    public ClusterReader(IGrainFactory grains, ModelFacts model, TimeProvider time, ModelsSeen seen)
        : this(grains, model, time, new InferenceChoice(new ToldSilos(grains, time), time), null, seen)
    {
    }

    /// <summary>A reader of a silo; where that has a model, this one's threshold is that of the model in use.</summary>
    internal ClusterReader(
        IGrainFactory grains, ModelFacts model, TimeProvider time, InferenceChoice choice, ILocalReader? local, ModelsSeen? seen = null) =>
        (_grains, _model, _time, _choice, _local, _seen) = (grains, model, time, choice, local, seen);

    /// <inheritdoc/>
    public float UnknownThreshold => _local?.UnknownThreshold ?? _model.UnknownThreshold;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Read(tenant: "", texts, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await _choice.Refresh(cancellationToken);
        if (texts.Count <= Chunk)
            return await ReadChunk(tenant, texts, cancellationToken);
        var readings = new List<Reading>(texts.Count);
        // All silos work on a bulk, and none on more than a part of it at a time.
        foreach (var chunks in texts.Chunk(Chunk).Chunk(Math.Max(1, _choice.Count)))
        {
            foreach (var part in await Task.WhenAll(chunks.Select(c => ReadChunk(tenant, c, cancellationToken))))
                readings.AddRange(part);
        }
        return readings;
    }

    private async Task<IReadOnlyList<Reading>> ReadChunk(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                var readings = await Ask(tenant, texts, cancellationToken);
                _seen?.Saw(readings);
                return readings;
            }
            catch (OrleansException) when (_time.GetElapsedTime(started) < LongestWait)
            {
                // No silo of the role, or the one that was asked went away: nothing was done that counts.
                Telemetry.InferenceAway();
                await Task.Delay(BetweenTries, _time, cancellationToken);
                await _choice.Refresh(cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<Reading>> Ask(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_choice.Ask(texts.Count) is not { } question)
        {
            // Asked for each time: a client knows no grain before it is connected.
            return await _grains.GetGrain<IInferenceGrain>(OnSilo.Any).ReadFor(tenant, texts.AsImmutable()).WaitAsync(cancellationToken);
        }
        var answered = false;
        try
        {
            var readings = await _grains.GetGrain<IInferenceGrain>(question.Silo).ReadFor(tenant, texts.AsImmutable()).WaitAsync(cancellationToken);
            answered = true;
            return readings;
        }
        finally
        {
            question.Ended(answered);
        }
    }
}
