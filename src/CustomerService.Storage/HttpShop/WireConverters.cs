using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerService.Storage.HttpShop;

/// <summary>Enums as words: <c>pending_payment</c>.</summary>
internal sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Moments with their offset: one without would be read in the time zone of whatever machine reads it.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is { Length: >= 17 } && (text[^1] == 'Z' || text[^6] is '+' or '-') && reader.TryGetDateTimeOffset(out var moment)
            ? moment
            : throw new JsonException("A time is ISO 8601 with its offset.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
}
