using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Console;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;

namespace CustomerService.Storage;

/// <summary>What an inbox entry carries beside its columns, as compact JSON; what is empty is left out.</summary>
internal sealed record InboxBody(string Text)
{
    public IReadOnlyList<MediaItem>? Media { get; init; }

    public string? Page { get; init; }

    public string? Member { get; init; }

    public string? TraceParent { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public IReadOnlyList<Card>? Cards { get; init; }

    public static string Write(InboxMessage message) => JsonSerializer.Serialize(
        new InboxBody(message.Text)
        {
            Media = message.Media.Count == 0 ? null : message.Media,
            Page = message.Page,
            Member = message.Member,
            TraceParent = message.TraceParent,
            Parameters = message.Parameters.Count == 0 ? null : message.Parameters,
            Cards = message.Cards.Count == 0 ? null : message.Cards,
        },
        StoredJson.Relaxed.InboxBody);

    /// <summary>The entry that a message becomes.</summary>
    public static InboxEntry Entry(string conversation, long number, InboxMessage message) => new(
        conversation, number, message.MessageId, message.Kind, message.Text, message.ReceivedAt)
    {
        Media = message.Media,
        Page = message.Page,
        Member = message.Member,
        TraceParent = message.TraceParent,
        Parameters = message.Parameters,
        Cards = message.Cards,
    };

    /// <summary>Completes an entry that has its columns.</summary>
    public static InboxEntry Complete(InboxEntry entry, string json)
    {
        var body = JsonSerializer.Deserialize(json, StoredJson.Relaxed.InboxBody)
            ?? throw new JsonException("The body of an inbox entry is null.");
        return entry with
        {
            Text = body.Text,
            Media = body.Media ?? [],
            Page = body.Page,
            Member = body.Member,
            TraceParent = body.TraceParent,
            Parameters = body.Parameters ?? entry.Parameters,
            Cards = body.Cards ?? [],
        };
    }
}

/// <summary>The JSON of rows; Chinese stands in it as it is, as no row is ever put into HTML unescaped.</summary>
[JsonSerializable(typeof(InboxBody))]
[JsonSerializable(typeof(ConversationEvent))]
[JsonSerializable(typeof(DeskRecord))]
[JsonSerializable(typeof(ConsoleAccount))]
[JsonSerializable(typeof(IReadOnlyList<CannedReply>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static StoredJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
