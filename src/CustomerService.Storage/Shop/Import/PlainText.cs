using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>
/// Text that shoppers and agents may be shown: no markup that a page could run, no formula that a spreadsheet could,
/// no characters that a terminal could.
/// </summary>
internal static class PlainText
{
    public static string Form(int max) => string.Create(
        CultureInfo.InvariantCulture,
        $"plain text of at most {max} characters, without a leading =, HTML tags or control characters");

    public static bool IsPlain(string text, int max)
    {
        if (text.Length > max || text.StartsWith('='))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
                return false;
            if (c == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!' or '?'))
                return false;
        }
        return true;
    }

    /// <summary>The beginning of a cell, fit for a message: one line without control characters.</summary>
    public static string Quote(string cell) =>
        string.Concat(cell.Take(40).Select(c => char.IsControl(c) ? ' ' : c)) + (cell.Length > 40 ? "…" : "");
}
