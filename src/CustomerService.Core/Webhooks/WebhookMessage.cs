using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Privacy;

namespace CustomerService.Core.Webhooks;

/// <summary>
/// What goes over the wire, as the Standard Webhooks specification 1.0 says:
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
/// </summary>
public static class WebhookMessage
{
    /// <summary>What a secret begins with; base64 follows.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Fewest bytes of a secret.</summary>
    public const int ShortestSecret = 24;

    /// <summary>Most bytes of a secret.</summary>
    public const int LongestSecret = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The <c>webhook-id</c> of an event: of the same operation the same.</summary>
    public static string IdOf(WebhookEvent happened) => "msg_" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{happened.Conversation}\n{happened.Type}\n{happened.Operation}")))[..32];

    /// <summary>
    /// <c>{"type":…,"timestamp":…,"data":{"tenant":…,"conversation":…,"channel":…,"user":…,…}}</c>; the user is a
    /// pseudonym, words are masked.
    /// </summary>
    public static string Body(WebhookEvent happened)
    {
        var id = ConversationId.Parse(happened.Conversation);
        var data = new JsonObject
        {
            ["tenant"] = id.Tenant, ["conversation"] = happened.Conversation, ["channel"] = id.Channel, ["user"] = id.Shopper,
        };
        var said = happened.Data with { Text = happened.Data.Text is { } text ? PersonalDataMasker.Mask(text) : null };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(said, Json)!.AsObject())
            data[name] = value?.DeepClone();
        var body = new JsonObject
        {
            ["type"] = happened.Type, ["timestamp"] = happened.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), ["data"] = data,
        };
        return body.ToJsonString(Json);
    }

    /// <summary>The <c>webhook-signature</c>: one for each secret, so that a receiver may change its own at its leisure.</summary>
    /// <param name="secrets">Keys, as <see cref="TryKey"/> reads them.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds of Unix time.</param>
    /// <param name="body">As sent.</param>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(s, signed))));
    }

    /// <summary>Reads a secret; null where it is none.</summary>
    public static byte[]? TryKey(string? secret)
    {
        if (secret is null || !secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return null;
        var key = new byte[LongestSecret + 2];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length) && length is >= ShortestSecret and <= LongestSecret
            ? key[..length]
            : null;
    }
}
