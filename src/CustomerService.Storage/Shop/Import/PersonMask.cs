namespace CustomerService.Storage.Shop.Import;

/// <summary>Masks what a shop's files say of receivers, before it is stored.</summary>
internal static class PersonMask
{
    /// <summary>
    /// A number as <c>138****5678</c>: enough for a shopper to prove by the last four digits that an order is theirs.
    /// Null when it is no number with four last digits.
    /// </summary>
    public static string? Phone(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or '-' or '(' or ')')));
        if (digits.StartsWith("+86", StringComparison.Ordinal))
            digits = digits[3..];
        if (digits.Length is < 7 or > 20 || !digits.All(c => char.IsAsciiDigit(c) || c == '*')
            || !digits[^4..].All(char.IsAsciiDigit))
            return null;
        var head = digits.Length >= 11 ? digits[..3] : "";
        return $"{head}****{digits[^4..]}";
    }

    /// <summary>The first character of a name.</summary>
    public static string Name(string text) =>
        text.Contains('*', StringComparison.Ordinal) || text.Length == 0 ? text : $"{text[..FirstLength(text)]}**";

    private static int FirstLength(string text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
}
