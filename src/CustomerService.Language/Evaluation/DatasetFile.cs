using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.Language.Evaluation;

/// <summary>
/// Reads and writes labelled texts as .tsv, .csv or .jsonl with the fields user_id, text (or query), intent, sentiment
/// and product_type; slots are read too; other fields are passed over.
/// </summary>
public static class DatasetFile
{
    private static readonly string[] Fields = ["user_id", "text", "intent", "sentiment", "product_type"];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rows that are well formed; the others are named with line and column.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or its name ends otherwise.</exception>
    public static Dataset Load(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            List<DatasetProblem> problems = [];
            List<LabelledText> rows = [.. Raw(path).Select(r => RowJudge.Judge(name, r, problems)).OfType<LabelledText>()];
            return new Dataset(name, rows, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new DatasetException($"'{path}' cannot be read as UTF-8 text: give a data set that exists.", e);
        }
    }

    /// <summary>Writes rows in the format that the name ends in.</summary>
    /// <exception cref="DatasetException">The name ends otherwise, or the file cannot be written.</exception>
    public static void Save(string path, IEnumerable<LabelledText> rows)
    {
        Func<string?[], string> line = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".tsv" => cells => string.Join('\t', cells.Select(c => c?.ReplaceLineEndings(" ").Replace('\t', ' '))),
            ".csv" => cells => string.Join(',', cells.Select(Quoted)),
            ".jsonl" => JsonLine,
            _ => throw Unknown(path),
        };
        try
        {
            using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            file.NewLine = "\n";
            if (line != JsonLine)
                file.WriteLine(line(Fields));
            foreach (var row in rows)
                file.WriteLine(line([row.User, row.Text, row.Intent, $"{row.Sentiment}", row.ProductType]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"'{path}' cannot be written: give a file in a folder that exists.", e);
        }
    }

    private static IEnumerable<RawRow> Raw(string path)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".tsv" => DelimitedRows.Tabs(File.ReadLines(path, strict)),
            ".csv" => DelimitedRows.Commas(File.ReadAllText(path, strict)),
            ".jsonl" => JsonRows.Read(File.ReadLines(path, strict)),
            _ => throw Unknown(path),
        };
    }

    private static DatasetException Unknown(string path) =>
        new($"'{path}' must end in .tsv, .csv or .jsonl: the ending says how it is written.");

    private static string Quoted(string? cell) =>
        cell is null || cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell ?? "" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string JsonLine(string?[] cells) => JsonSerializer.Serialize(
        Fields.Zip(cells).Where(p => !string.IsNullOrEmpty(p.Second)).ToDictionary(
            p => p.First, p => p.First == "sentiment" ? int.Parse(p.Second!, System.Globalization.CultureInfo.InvariantCulture) : (object)p.Second!),
        Json);
}
