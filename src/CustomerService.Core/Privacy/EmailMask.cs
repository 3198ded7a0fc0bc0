namespace CustomerService.Core.Privacy;

/// <summary>Masks the name in an e-mail address; the domain stays.</summary>
internal static class EmailMask
{
    // RFC 5321: a local part has at most 64 characters.
    private const int LongestName = 64;

    /// <summary>The masked name where an address starts at <paramref name="at"/>, and where its name ends.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the address may start.</param>
    /// <param name="masked">Where the last mask ends: a name may start right behind it.</param>
    public static (string? Mask, int End)? At(string text, int at, int masked)
    {
        if (!IsName(text[at]) || (at > masked && IsName(text[at - 1])))
            return null;
        var end = at;
        while (end < text.Length && IsName(text[end]))
            end++;
        if (end >= text.Length || text[end] is not ('@' or '＠') || !IsDomain(text, end + 1))
            return null;
        // A longer run is no name, but what stands right before the @ is not shown either.
        return ($"{(end - at > LongestName ? "" : text[at..(at + 1)])}***", end);
    }

    private static bool IsName(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '．' or '＿'
            or >= '０' and <= '９' or >= 'ａ' and <= 'ｚ' or >= 'Ａ' and <= 'Ｚ';

    // At least a label, a dot and a label.
    private static bool IsDomain(string text, int at)
    {
        var (label, dots) = (0, 0);
        for (var limit = Math.Min(text.Length, at + 255); at < limit; at++)
        {
            if (IsName(text[at]) && text[at] is not ('.' or '．'))
                label++;
            else if (text[at] is '.' or '．' or '。' && label > 0)
                (label, dots) = (0, dots + 1);
            else
                break;
            if (dots > 0 && label > 1)
                return true;
        }
        return false;
    }
}
