using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace CustomerService.Grains;

/// <summary>
/// Grain state as compact JSON: readable by an operator with nothing but the database's shell, and tolerant of added
/// properties, which is what a rolling upgrade needs.
/// </summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    /// <summary>How states are written; shared with the contract tests.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Chinese is written as it is: escaped it would take three times the room.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)
        ?? throw new JsonException($"The stored state of {typeof(T).Name} is null.");
}
