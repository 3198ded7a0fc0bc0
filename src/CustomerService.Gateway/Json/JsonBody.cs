using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using CustomerService.Gateway.Problems;
using Microsoft.Net.Http.Headers;

namespace CustomerService.Gateway.Json;

/// <summary>What a body turned out to be: a value, or a problem.</summary>
internal readonly record struct Parsed<T>(T? Value, Problem? Problem)
    where T : class;

/// <summary>Reads JSON so strictly that whatever is wrong becomes a problem that names it.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async ValueTask<Parsed<T>> Read<T>(HttpRequest request, int limit)
        where T : class
    {
        if (!IsPlainJson(request))
            return new(null, new(ProblemCodes.UnsupportedMediaType));
        if (request.ContentLength > limit)
            return new(null, Problem.BodyTooLarge(limit));
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return new(null, Problem.BodyTooLarge(limit));
            }
            if (read.IsCompleted)
            {
                var parsed = Parse<T>(read.Buffer.IsSingleSegment ? read.Buffer.First : read.Buffer.ToArray());
                reader.AdvanceTo(read.Buffer.End);
                return parsed;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static Parsed<T> Parse<T>(ReadOnlyMemory<byte> json)
        where T : class
    {
        if (json.Span.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        if (!Utf8.IsValid(json.Span))
            return new(null, new(ProblemCodes.InvalidUnicode, JsonFaults.Body));
        try
        {
            return JsonSerializer.Deserialize(json.Span, GatewayJson.Type<T>()) is { } value
                ? new(value, null)
                : new(null, new(ProblemCodes.WrongType, JsonFaults.Body, "object"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(null, JsonFaults.Explain(json, GatewayJson.Type<T>(), exception as JsonException));
        }
    }

    private static bool IsPlainJson(HttpRequest request)
    {
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return false;
        var encoding = request.Headers.ContentEncoding.ToString();
        return (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            && (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));
    }
}
