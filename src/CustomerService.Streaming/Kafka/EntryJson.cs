using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Streaming.Kafka;

/// <summary>
/// An entry on a topic: JSON, so that whoever reads the topic for other ends needs no library of ours. Properties that
/// a reader does not know are passed over.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InboxEntry))]
internal sealed partial class EntryJson : JsonSerializerContext
{
    public static byte[] Write(InboxEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Default.InboxEntry);

    /// <summary>Null where the octets are no entry.</summary>
    public static InboxEntry? Read(byte[]? octets)
    {
        try
        {
            return octets is not null && JsonSerializer.Deserialize(octets, Default.InboxEntry) is { Number: > 0 } entry
                && ConversationId.TryParse(entry.Conversation, out _) ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
