using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>Holds a loaded graph to its manifest.</summary>
internal static class GraphChecks
{
    private static readonly string[] Known = ["input_ids", "attention_mask", "token_type_ids"];

    /// <summary>The inputs to feed, in the order ids, mask, types; token types only where the graph wants them.</summary>
    public static string[] Inputs(InferenceSession session, string path)
    {
        foreach (var (name, input) in session.InputMetadata)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
                throw Wrong(path, $"input '{name}'", "only input_ids, attention_mask and token_type_ids", "another");
            if (input.ElementType != typeof(long))
                throw Wrong(path, $"input '{name}'", "int64", $"{input.ElementType?.Name}");
        }
        foreach (var name in Known.Take(2))
        {
            if (!session.InputMetadata.ContainsKey(name))
                throw Wrong(path, $"input '{name}'", "int64, rows × tokens", "none");
        }
        return [.. Known.Where(session.InputMetadata.ContainsKey)];
    }

    /// <summary>Each output that the manifest names is there, of floats, and as wide as its labels.</summary>
    public static void VerifyOutputs(InferenceSession session, ModelManifest manifest, string path)
    {
        Output(session, path, "outputs.intent", manifest.Outputs.Intent, manifest.Intents.Count);
        Output(session, path, "outputs.sentiment", manifest.Outputs.Sentiment, manifest.Sentiments.Count);
        Output(session, path, "outputs.embedding", manifest.Outputs.Embedding, manifest.EmbeddingSize);
        if (manifest is { Slots: { } slots, Outputs.Slots: { } name })
            Output(session, path, "outputs.slots", name, slots.Labels.Count, perToken: true);
    }

    private static void Output(InferenceSession session, string path, string key, string name, int width, bool perToken = false)
    {
        var subject = $"{key} '{name}'";
        var (rank, expected) = perToken ? (3, $"float, rows × tokens × {width}") : (2, $"float, rows × {width}");
        if (!session.OutputMetadata.TryGetValue(name, out var output))
            throw Wrong(path, subject, expected, $"only {string.Join(", ", session.OutputMetadata.Keys)}");
        if (output.ElementType != typeof(float) || output.Dimensions.Length != rank || output.Dimensions[^1] != width)
        {
            throw Wrong(
                path, subject, expected, $"{output.ElementType?.Name}, {string.Join(" × ", output.Dimensions)}");
        }
    }

    private static ModelException Wrong(string path, string subject, string expected, string found) => new(
        $"{path}: {subject} must be {expected}, found {found}: take the manifest and the graph of one export.");
}
