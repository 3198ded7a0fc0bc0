using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Json;

/// <summary>Finds out why a body was refused; runs only when it was.</summary>
internal static class JsonFaults
{
    /// <summary>How a problem names the body as a whole.</summary>
    public const string Body = "body";

    public static Problem Explain(ReadOnlyMemory<byte> json, JsonTypeInfo type, JsonException? fault)
    {
        if (Syntax(json.Span, int.MaxValue) is { } syntax)
            return new(ProblemCodes.MalformedJson, Body, Position(syntax));
        if (Syntax(json.Span, GatewayJson.MaxDepth) is not null)
            return new(ProblemCodes.TooDeep, Body, GatewayJson.MaxDepth.ToString(CultureInfo.InvariantCulture));
        var field = Field(fault?.Path);
        using var document = JsonDocument.Parse(json);
        if (LoneSurrogate(document.RootElement, "") is { } broken)
            return new(ProblemCodes.InvalidUnicode, broken.Length == 0 ? Body : broken);
        if (HasDuplicate(json))
            return new(ProblemCodes.DuplicateMember, field);
        return new(ProblemCodes.WrongType, field, Expected(type, field));
    }

    private static JsonException? Syntax(ReadOnlySpan<byte> json, int depth)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
            while (reader.Read())
            {
            }
            return null;
        }
        catch (JsonException exception)
        {
            return exception;
        }
    }

    private static bool HasDuplicate(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Position(JsonException exception) =>
        string.Create(CultureInfo.InvariantCulture, $"{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}");

    private static string Field(string? path) => path switch
    {
        null or "$" => Body,
        _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
        _ => path[1..],
    };

    /// <summary>The path of the first string or name that is no valid text, null when all are.</summary>
    private static string? LoneSurrogate(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsText(element.GetString) ? null : path;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select((e, i) => LoneSurrogate(e, $"{path}[{i}]"))
                    .FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                return element.EnumerateObject()
                    .Select(p => IsText(() => p.Name) ? LoneSurrogate(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}") : path)
                    .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static bool IsText(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What the shape wants at a path, as a word of <c>problems.json</c>.</summary>
    private static string Expected(JsonTypeInfo type, string field)
    {
        foreach (var step in field == Body ? [] : field.Split('.', '['))
        {
            var next = step.EndsWith(']')
                ? type.ElementType
                : type.Properties.FirstOrDefault(p => p.Name.Equals(step, StringComparison.OrdinalIgnoreCase))?.PropertyType;
            if (next is null)
                return "schema";
            type = GatewayJson.Options.GetTypeInfo(next);
        }
        return type.Kind switch
        {
            _ when type.Type == typeof(string) => "string",
            JsonTypeInfoKind.Object => "object",
            JsonTypeInfoKind.Enumerable => "array",
            _ => "number",
        };
    }
}
