using System.Text.Json;

namespace CustomerService.Language.Evaluation;

/// <summary>Rows of JSONL: an object a line.</summary>
internal static class JsonRows
{
    public static IEnumerable<RawRow> Read(IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Row(number, line);
        }
    }

    private static RawRow Row(int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.TrimStart('\uFEFF'));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return RawRow.Broken(number, "is no object: write {\"text\": …, \"intent\": …} in one line.");
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
                fields[property.Name.ToLowerInvariant()] = Value(property.Value);
            return new RawRow(number, fields);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return RawRow.Broken(number, "is no JSON: write one object in one line.");
        }
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
