using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CustomerService.Gateway.Json;

namespace CustomerService.Gateway.Problems;

/// <summary>The words of one problem; {0} is its field, {1} its value.</summary>
internal sealed record ProblemText(string Title, string Detail, string Fix);

/// <summary>One problem of <c>problems.json</c>.</summary>
internal sealed record ProblemEntry(int Status, ProblemText Zh, ProblemText En);

/// <summary>A value that reads differently by language, such as "a whole number".</summary>
internal sealed record ProblemWord(string Zh, string En);

/// <summary>The resource <c>problems.json</c>.</summary>
internal sealed record ProblemCatalogue(
    IReadOnlyDictionary<string, ProblemEntry> Problems, IReadOnlyDictionary<string, ProblemWord> Words);

/// <summary>Words problems in the language asked for.</summary>
internal static class ProblemTexts
{
    // Of problems that name neither field nor value there is one body a language: those of a peak are among them.
    private static readonly ConcurrentDictionary<(string Code, string Language), byte[]> Plain = new();

    public static ProblemCatalogue Catalogue { get; } = Load();

    public static int Status(Problem problem) => Catalogue.Problems[problem.Code].Status;

    /// <summary>The words as JSON.</summary>
    public static byte[] Written(Problem problem, string language) => problem is { Field: null, Value: null }
        ? Plain.GetOrAdd((problem.Code, language), static key => Json(new(key.Code), key.Language))
        : Json(problem, language);

    public static ProblemBody Word(Problem problem, string language)
    {
        var english = language == Languages.English;
        var entry = Catalogue.Problems[problem.Code];
        var text = english ? entry.En : entry.Zh;
        var value = problem.Value is { } key && Catalogue.Words.TryGetValue(key, out var word)
            ? english ? word.En : word.Zh
            : problem.Value;
        return new()
        {
            Type = "urn:customer-service:problem:" + problem.Code,
            Title = text.Title,
            Status = entry.Status,
            Detail = Fill(text.Detail),
            Field = problem.Field,
            Fix = Fill(text.Fix),
        };

        string Fill(string template) => string.Format(CultureInfo.InvariantCulture, template, problem.Field, value);
    }

    private static byte[] Json(Problem problem, string language) =>
        JsonSerializer.SerializeToUtf8Bytes(Word(problem, language), GatewayJson.Type<ProblemBody>());

    private static ProblemCatalogue Load()
    {
        using var stream = typeof(ProblemTexts).Assembly.GetManifestResourceStream("problems.json")!;
        return JsonSerializer.Deserialize(stream, GatewayJsonContext.Default.ProblemCatalogue)!;
    }
}
