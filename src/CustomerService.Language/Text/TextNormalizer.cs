using System.Globalization;
using System.Text;

namespace CustomerService.Language.Text;

/// <summary>The one spelling that tokens and retrieval are made from.</summary>
public static class TextNormalizer
{
    /// <summary>
    /// NFKC, lower case, without controls, zero-width characters, loose accents and lone surrogates; white space runs
    /// become one blank, none at the ends. The same steps as in the model's training.
    /// </summary>
    /// <param name="text">Any string, malformed ones too.</param>
    public static string Normalize(string text)
    {
        var folded = WellFormed(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var kept = new StringBuilder(folded.Length);
        var blank = false;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (IsDropped(rune))
                continue;
            if (Rune.IsWhiteSpace(rune))
            {
                blank = kept.Length > 0;
                continue;
            }
            if (blank)
                kept.Append(' ');
            blank = false;
            kept.Append(rune);
        }
        return kept.ToString();
    }

    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => false,
        0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark,
    };

    /// <summary>Without the lone surrogates at which <see cref="string.Normalize()"/> throws.</summary>
    private static string WellFormed(string text)
    {
        if (!HasLoneSurrogate(text))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar)
                kept.Append(rune);
        }
        return kept.ToString();
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
