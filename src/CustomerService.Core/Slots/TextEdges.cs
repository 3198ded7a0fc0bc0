namespace CustomerService.Core.Slots;

/// <summary>Small questions about the characters around a span.</summary>
internal static class TextEdges
{
    /// <summary>True where a Latin word or number is not cut: x1 is no part of x10, xl none of xxl.</summary>
    public static bool AreWhole(string text, int start, int end)
    {
        if (start > 0 && IsLatin(text[start]) && IsLatin(text[start - 1]))
            return false;
        return end >= text.Length || !IsLatin(text[end - 1]) || !IsLatin(text[end]);
    }

    public static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c);

    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or '〇';

    /// <summary>True at the ends of the text and beside blanks and punctuation.</summary>
    public static bool IsBreak(string text, int index) =>
        index < 0 || index >= text.Length || (!IsLatin(text[index]) && !IsHan(text[index]));

    /// <summary>Whether one of the words stands right before <paramref name="index"/>, blanks aside.</summary>
    public static bool Follows(string text, int index, params ReadOnlySpan<string> words)
    {
        var before = text.AsSpan(0, index).TrimEnd(' ');
        foreach (var word in words)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether one of the words stands right at <paramref name="index"/>, blanks aside.</summary>
    public static bool Precedes(string text, int index, params ReadOnlySpan<string> words)
    {
        var after = text.AsSpan(index).TrimStart(' ');
        foreach (var word in words)
        {
            if (after.StartsWith(word, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
