using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;

namespace CustomerService.Language.Model;

/// <summary>A file and its hash.</summary>
/// <param name="File">Name in the model's folder.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record ModelFile(string File, string Sha256);

/// <summary>Names of the graph's outputs.</summary>
/// <param name="Intent">Logits, rows × intents.</param>
/// <param name="Sentiment">Logits, rows × sentiments.</param>
/// <param name="Embedding">Vectors of length one, rows × embedding size.</param>
/// <param name="Slots">Logits, rows × tokens × slot labels; null where the model has no such head.</param>
public sealed record ModelOutputs(string Intent, string Sentiment, string Embedding, string? Slots = null);

/// <summary>The head that marks slots in a text.</summary>
/// <param name="Labels">In the order of the logits: <c>O</c>, then <c>B-</c> and <c>I-</c> of each slot.</param>
/// <param name="Thresholds">Least confidence by slot; a slot without one is not given.</param>
public sealed record ModelSlots(IReadOnlyList<string> Labels, IReadOnlyDictionary<string, float> Thresholds);

/// <summary>What the logits are divided by before the softmax, so that confidences are calibrated.</summary>
/// <param name="Intent">Greater than 0.</param>
/// <param name="Sentiment">Greater than 0.</param>
public sealed record ModelTemperature(float Intent, float Sentiment);

/// <summary>How sure a small model must be for its reading to stand before a large one's.</summary>
/// <param name="Threshold">Least confidence of its intent and of its sentiment, 0 to 1.</param>
/// <param name="Teacher">Id of the large model that it was chosen with.</param>
/// <param name="TeacherSha256">Hash of that model.</param>
/// <param name="Chosen">On what, and for which loss.</param>
public sealed record CascadeThreshold(float Threshold, string Teacher, string TeacherSha256, string Chosen);

/// <summary>What a model folder says of itself: <c>manifest.json</c>.</summary>
/// <param name="Id">Name and version of the model.</param>
/// <param name="File">The ONNX file's name in the folder.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
/// <param name="Vocabulary">The word pieces, one a line.</param>
/// <param name="MaxTokens">Longest sequence, marks included.</param>
/// <param name="Outputs">Names of the graph's outputs.</param>
/// <param name="EmbeddingSize">Length of a sentence vector.</param>
/// <param name="Intents">Labels in the order of the intent logits.</param>
/// <param name="Sentiments">Labels in the order of the sentiment logits.</param>
/// <param name="Temperature">Calibration.</param>
/// <param name="UnknownThreshold">Below this confidence an intent counts as not understood.</param>
/// <param name="Cascade">Of a small model that may read before a large one.</param>
/// <param name="Faq">What scores of the knowledge base mean with its vectors; null for <see cref="KnowledgeIndex.Thresholds"/>.</param>
/// <param name="Variants">The same model in files of another precision, such as <c>fp16</c>.</param>
/// <param name="Slots">Null where the model has no such head.</param>
public sealed record ModelManifest(
    string Id,
    string File,
    string Sha256,
    ModelFile Vocabulary,
    int MaxTokens,
    ModelOutputs Outputs,
    int EmbeddingSize,
    IReadOnlyList<string> Intents,
    IReadOnlyList<int> Sentiments,
    ModelTemperature Temperature,
    float UnknownThreshold,
    CascadeThreshold? Cascade = null,
    FaqScale? Faq = null,
    IReadOnlyDictionary<string, ModelFile>? Variants = null,
    ModelSlots? Slots = null)
{
    /// <summary>The manifest's name in its folder.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What other processes of the cluster need to know.</summary>
    public ModelFacts Facts => new(Id, Sha256, UnknownThreshold);

    /// <summary>What scores of the knowledge base mean with its vectors.</summary>
    [JsonIgnore]
    public FaqScale FaqOrUsual => Faq ?? KnowledgeIndex.Thresholds;

    /// <summary>Reads the manifest of a folder; <see cref="ModelException"/> where it is missing or not whole.</summary>
    public static ModelManifest Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            return JsonSerializer.Deserialize<ModelManifest>(stream, Json)
                ?? throw new ModelException($"{path} is empty: put the manifest that came with the model there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"{path} cannot be read: put the model's folder there or set Language:ModelFolder.", e);
        }
        catch (JsonException e)
        {
            throw new ModelException(
                $"{path} is not a whole manifest ({e.Message}): take the one that came with the model.", e);
        }
    }
}
