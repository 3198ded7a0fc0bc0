using System.Globalization;
using System.Text;

namespace CustomerService.Core.Text;

/// <summary>
/// The one form of a text that rules compare: Unicode NFKC (full-width letters and digits become plain), lower case,
/// without control, zero-width, bidirectional and variation characters, white space collapsed to single blanks.
/// </summary>
public static class TextNormalizer
{
    /// <summary>The longest result, in UTF-16 units: one character may decompose to eighteen.</summary>
    public const int MaxLength = 4000;

    /// <summary>Normalises; a normalised text comes back as it is. Any string is accepted, also ill-formed UTF-16.</summary>
    /// <param name="text">As written.</param>
    /// <returns>At most <see cref="MaxLength"/> UTF-16 units; the rest is cut.</returns>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = Clean(text.Length > MaxLength ? text[..MaxLength] : text);
        var lower = clean.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        // Lower case can leave the normal form (a few Greek and Turkish letters).
        var folded = lower.IsNormalized(NormalizationForm.FormKC) ? lower : lower.Normalize(NormalizationForm.FormKC);
        return Collapse(folded);
    }

    // Ahead of the normal form, so that what a removed character kept apart can compose.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                continue;
            if (rune.Utf16SequenceLength == 2)
                i++;
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (!IsInvisible(rune))
                clean.Append(rune);
        }
        return clean.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => true,
        // Noncharacters, which the normaliser of the platform refuses.
        UnicodeCategory.OtherNotAssigned => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF,
        UnicodeCategory.NonSpacingMark => rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF,
        _ => false,
    };

    private static string Collapse(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var c in text)
        {
            var blank = char.IsWhiteSpace(c);
            if (blank && (result.Length == 0 || result[^1] == ' '))
                continue;
            if (result.Length == MaxLength)
                break;
            result.Append(blank ? ' ' : c);
        }
        if (result.Length > 0 && char.IsHighSurrogate(result[^1]))
            result.Length--;
        if (result.Length > 0 && result[^1] == ' ')
            result.Length--;
        return result.ToString();
    }
}
