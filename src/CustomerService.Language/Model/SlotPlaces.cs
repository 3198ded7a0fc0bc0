using CustomerService.Contracts.Understanding;
using CustomerService.Language.Text;

namespace CustomerService.Language.Model;

/// <summary>Takes spans from tokens to the text that rules and dialogue see.</summary>
internal static class SlotPlaces
{
    /// <summary>The spans in the text as Core normalises it; none where its form of the text is another (a lost accent).</summary>
    public static IReadOnlyList<SlotSpan> InText(
        IReadOnlyList<SlotSpan> spans, string text, Func<string, IReadOnlyList<TokenPlace>> places)
    {
        var read = Tokenizer.Read(text);
        var normalised = Core.Text.TextNormalizer.Normalize(read);
        if (!normalised.Equals(TextNormalizer.Normalize(read), StringComparison.Ordinal))
            return [];
        var (tokens, own) = (places(text), Own(normalised));
        if (tokens.Count == 0)
            return [];
        var found = new SlotSpan[spans.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var start = own[tokens[spans[i].Start].Start];
            var end = own[tokens[spans[i].Start + spans[i].Length - 1].End - 1] + 1;
            found[i] = spans[i] with { Start = start, Length = end - start };
        }
        return found;
    }

    // Where each character that is no blank stands.
    private static List<int> Own(string text)
    {
        var own = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ')
                own.Add(i);
        }
        return own;
    }
}
