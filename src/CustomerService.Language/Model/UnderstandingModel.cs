using System.Collections.Concurrent;
using CustomerService.Contracts.Understanding;
using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>The trained model in ONNX Runtime: rows of token ids in, readings out.</summary>
internal sealed class UnderstandingModel : IModelSession, IDisposable
{
    private readonly InferenceSession session;
    private readonly ConcurrentBag<Place> idle = [];
    private readonly Func<IModelRun> newRun;

    /// <summary>Loads and checks the graph.</summary>
    /// <exception cref="ModelException">The graph is not as the manifest says, or the provider is missing.</exception>
    public UnderstandingModel(ModelManifest manifest, string path, LanguageOptions options)
    {
        Manifest = manifest;
        using var settings = Providers.Create(options);
        try
        {
            session = new InferenceSession(path, settings);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"{path} cannot be loaded by ONNX Runtime: export the model anew.", e);
        }
        try
        {
            var inputs = GraphChecks.Inputs(session, path);
            GraphChecks.VerifyOutputs(session, manifest, path);
            var ends = new GraphEnds(
                inputs, [manifest.Outputs.Intent, manifest.Outputs.Sentiment, manifest.Outputs.Embedding],
                [manifest.Intents.Count, manifest.Sentiments.Count, manifest.EmbeddingSize]);
            if (manifest is { Slots: { } slots, Outputs.Slots: { } name })
                ends = ends with { Outputs = [.. ends.Outputs, name], Widths = [.. ends.Widths, slots.Labels.Count], PerToken = 3 };
            newRun = Providers.BindsIo(options) ? () => new BoundRun(session, ends, options.Provider) : () => new PlainRun(session, ends);
        }
        catch (ModelException)
        {
            session.Dispose();
            throw;
        }
    }

    public ModelManifest Manifest { get; }

    public int MaxTokens => Manifest.MaxTokens;

    public Reading[] Run(IReadOnlyList<int[]> rows)
    {
        if (!idle.TryTake(out var place))
            place = new Place(newRun(), new ReadingBuilder(Manifest));
        try
        {
            var (run, readings) = place;
            run.Run(rows);
            var found = new Reading[rows.Count];
            for (var i = 0; i < found.Length; i++)
            {
                var slots = Manifest.Slots is { } head ? run.Output(3, i)[..(rows[i].Length * head.Labels.Count)] : default;
                found[i] = readings.Build(run.Output(0, i), run.Output(1, i), run.Output(2, i), slots);
            }
            return found;
        }
        finally
        {
            idle.Add(place);
        }
    }

    public void Dispose()
    {
        foreach (var place in idle)
            place.Run.Dispose();
        session.Dispose();
    }

    /// <summary>What one thread runs a batch with, on the session that all share.</summary>
    private sealed record Place(IModelRun Run, ReadingBuilder Readings);
}
