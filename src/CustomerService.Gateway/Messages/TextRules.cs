using System.Text;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Messages;

/// <summary>The rules that every text from outside keeps.</summary>
internal static class TextRules
{
    /// <summary>An id: present, short, one line.</summary>
    public static Problem? Id(string? text, string field, int limit) => text switch
    {
        null or "" => Problem.Missing(field),
        _ when string.IsNullOrWhiteSpace(text) => Problem.Missing(field),
        _ => OptionalId(text, field, limit),
    };

    /// <summary>An id that may be left out.</summary>
    public static Problem? OptionalId(string? text, string field, int limit)
    {
        if (text is null)
            return null;
        if (Limits.Length(text) > limit)
            return Problem.TooLong(field, limit);
        if (!IsWellFormed(text))
            return new(ProblemCodes.InvalidUnicode, field);
        return text.Any(char.IsControl) ? new(ProblemCodes.ControlCharacter, field) : null;
    }

    /// <summary>A text of several lines that may be empty.</summary>
    public static Problem? Text(string text, string field, int limit)
    {
        if (Limits.Length(text) > limit)
            return Problem.TooLong(field, limit);
        if (!IsWellFormed(text))
            return new(ProblemCodes.InvalidUnicode, field);
        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
            ? new(ProblemCodes.ControlCharacter, field)
            : null;
    }

    /// <summary>Line ends of Windows become those of everyone else; a lone carriage return stays, and is refused.</summary>
    public static string UnifyLineEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool IsWellFormed(string text)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[used..];
        }
        return true;
    }
}
