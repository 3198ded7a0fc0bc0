using CustomerService.Contracts.Understanding;
using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>The trained model in ONNX Runtime: rows of token ids in, readings out.</summary>
internal sealed class UnderstandingModel : IModelSession, IDisposable
{
    private static readonly RunOptions Settings = new();

    private readonly InferenceSession session;
    private readonly ReadingBuilder readings;
    private readonly ModelBuffers buffers;
    private readonly string[] inputs;
    private readonly string[] outputs;

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
            inputs = GraphChecks.Inputs(session, path);
            GraphChecks.VerifyOutputs(session, manifest, path);
        }
        catch (ModelException)
        {
            session.Dispose();
            throw;
        }
        outputs = [manifest.Outputs.Intent, manifest.Outputs.Sentiment, manifest.Outputs.Embedding];
        if (manifest.Outputs.Slots is { } slots)
            outputs = [.. outputs, slots];
        readings = new ReadingBuilder(manifest);
        buffers = new ModelBuffers(
            inputs.Length, [manifest.Intents.Count, manifest.Sentiments.Count, manifest.EmbeddingSize], manifest.Slots?.Labels.Count ?? 0);
    }

    public ModelManifest Manifest { get; }

    public int MaxTokens => Manifest.MaxTokens;

    public Reading[] Run(IReadOnlyList<int[]> rows)
    {
        using var tensors = buffers.Fill(rows);
        session.Run(Settings, inputs, tensors.Inputs, outputs, tensors.Outputs);
        var found = new Reading[rows.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = readings.Build(buffers.Output(0, i), buffers.Output(1, i), buffers.Output(2, i), buffers.Tokens(i, rows[i].Length));
        return found;
    }

    public void Dispose() => session.Dispose();
}
