using System.Globalization;

namespace CustomerService.Core.Privacy;

/// <summary>
/// Reads numbers out of a text as they are written by hand: any script's digits, in groups with one blank, dash or
/// dot between them, invisible characters aside.
/// </summary>
internal sealed class DigitReader(string text)
{
    public string Text { get; } = text;

    /// <summary>The value of the digit at <paramref name="index"/>, -1 when there is none.</summary>
    public int Digit(int index)
    {
        var c = At(index);
        return c < 128 ? (c is >= '0' and <= '9' ? c - '0' : -1) : CharUnicodeInfo.GetDecimalDigitValue(c);
    }

    public char At(int index) => (uint)index < (uint)Text.Length ? Text[index] : '\0';

    /// <summary>Whether a number may start here: a digit with none right before it.</summary>
    public bool IsStart(int index) => Digit(index) >= 0 && Digit(index - 1) < 0;

    /// <summary>Where the run of digits at <paramref name="index"/> ends; the next index where there is none.</summary>
    public int RunEnd(int index)
    {
        var end = index + 1;
        while (Digit(index) >= 0 && Digit(end) >= 0)
            end++;
        return end;
    }

    /// <summary>The digits from <paramref name="start"/> on, across groups; empty where a mask stands.</summary>
    public HandwrittenNumber Read(int start)
    {
        var number = new HandwrittenNumber();
        for (var at = start; ;)
        {
            var end = RunEnd(at);
            if (IsHeadOfMask(at, end) || IsTailOfMask(at, end))
                return number;
            for (var i = at; i < end; i++)
            {
                if (!number.TryAdd(Digit(i)))
                    return number;
            }
            var next = SkipInvisible(end);
            var isGroup = next == Text.Length || Digit(next) < 0;
            number.EndRun(end, isGroup);
            if (isGroup && next < Text.Length && IsSeparator(Text[next]))
                next = SkipInvisible(next + 1);
            if (Digit(next) < 0)
                return number;
            at = next;
        }
    }

    private int SkipInvisible(int index)
    {
        while (index < Text.Length && IsInvisible(Text[index]))
            index++;
        return index;
    }

    // 138****5678, 110101********1234, 010-****5678, 1***@163.com
    private bool IsHeadOfMask(int start, int end)
    {
        var after = Text.AsSpan(end, Math.Min(5, Text.Length - end));
        return (after.StartsWith("***") && end - start is 1 or 3 or 6) || (after.StartsWith("-****") && end - start is 3 or 4);
    }

    private bool IsTailOfMask(int start, int end)
    {
        var before = At(start - 1) == ' ' ? start - 1 : start;
        return end - start == 4 && before >= 4 && Text.AsSpan(before - 4, 4).SequenceEqual("****");
    }

    private static bool IsSeparator(char c) =>
        c is ' ' or '\u00a0' or '\u3000' or '-' or '－' or '–' or '—' or '‐' or '.' or '·' or '_' or '\t';

    // The keycap and variation marks of 1️⃣ too.
    private static bool IsInvisible(char c) => c >= 128 && char.GetUnicodeCategory(c)
        is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
