using System.Globalization;
using KnownIntents = CustomerService.Core.Understanding.Intents;

namespace CustomerService.Language.Evaluation;

/// <summary>Makes labelled texts of raw rows and names what is wrong with the others.</summary>
internal static class RowJudge
{
    /// <summary>Longest text, in UTF-16 units: ten times what a channel delivers; more is a broken file.</summary>
    private const int MaxText = 20_000;

    public static LabelledText? Judge(string file, RawRow row, List<DatasetProblem> problems)
    {
        var before = problems.Count;
        if (row.Fault is { } fault)
            Problem(null, fault);
        var text = Field("text") ?? Field("query");
        var intent = Field("intent");
        var sentiment = Field("sentiment");
        // Empty says that there is none, so it is a label too.
        var slots = row.Fields.GetValueOrDefault("slots");
        if (row.Fault is null)
            Check();
        return problems.Count > before
            ? null
            : new(row.Line, text!, intent, Sentiment(sentiment), Field("product_type"), Field("user_id"), slots is null ? null : MarkedSlot.Read(slots, text!.Length));

        string? Field(string name) => row.Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

        void Problem(string? column, string message) => problems.Add(new(file, row.Line, column, message));

        void Check()
        {
            if (string.IsNullOrWhiteSpace(text))
                Problem("text", "is missing: give the shopper's words in a field text or query.");
            else if (text.Length > MaxText)
                Problem("text", $"has {text.Length} characters: at most {MaxText}.");
            if (intent is not null && !KnownIntents.All.Contains(intent, StringComparer.Ordinal))
                Problem("intent", $"'{Shown(intent)}' is no intent: write one of {string.Join(", ", KnownIntents.All)}.");
            if (sentiment is not null && Sentiment(sentiment) is null)
                Problem("sentiment", $"'{Shown(sentiment)}' is none: write -1, 0 or 1.");
            if (slots is not null && text is not null && MarkedSlot.Read(slots, text.Length) is null)
                Problem("slots", $"'{Shown(slots)}' is none: write start-end=slot with blanks between, such as 0-2=colour 3-7=spec.");
            if (intent is null && sentiment is null && slots is null && Field("product_type") is null)
                Problem("intent", "no label at all: give an intent, a sentiment, a product_type or slots.");
        }
    }

    private static int? Sentiment(string? value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= -1 and <= 1 ? number : null;

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
