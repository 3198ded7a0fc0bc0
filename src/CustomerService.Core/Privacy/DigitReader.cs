using System.Globalization;

namespace CustomerService.Core.Privacy;

/// <summary>
/// Reads numbers out of a text as they are written by hand: any script's digits, in groups with one blank, dash or
/// dot between them, invisible characters aside.
/// </summary>
internal sealed class DigitReader(string text)
{
    // One more than the longest number masked, so that a longer one is seen to be longer.
    private const int Most = 24;

    public string Text { get; } = text;

    /// <summary>The value of the digit at <paramref name="index"/>, -1 when there is none.</summary>
    public int Digit(int index)
    {
        if ((uint)index >= (uint)Text.Length)
            return -1;
        var c = Text[index];
        return c < 128 ? (c is >= '0' and <= '9' ? c - '0' : -1) : CharUnicodeInfo.GetDecimalDigitValue(c);
    }

    /// <summary>Whether a number may start here: a digit with none right before it, not cut off by a mask.</summary>
    public bool IsStart(int index) => Digit(index) >= 0 && Digit(Before(index)) < 0;

    /// <summary>The end of the run of digits at <paramref name="index"/>; the next index where there is none.</summary>
    public int GroupEnd(int index)
    {
        if (Digit(index) < 0)
            return index + 1;
        while (true)
        {
            while (Digit(index) >= 0)
                index++;
            if (Digit(SkipInvisible(index)) < 0)
                return index;
            index = SkipInvisible(index);
        }
    }

    /// <summary>
    /// The digits from <paramref name="start"/> on, with the end of the group that each one ends, 0 where it ends none.
    /// </summary>
    public (string Digits, int[] Ends) Read(int start)
    {
        var (digits, ends, count) = (new char[Most], new int[Most], 0);
        for (var at = start; count < Most;)
        {
            var end = GroupEnd(at);
            // What a mask touches is part of the mask.
            if (IsMaskedFrom(end) || IsTailOfMask(at, end))
                break;
            for (; at < end && count < Most; at++)
            {
                if (Digit(at) is var digit and >= 0)
                    digits[count++] = (char)('0' + digit);
            }
            if (at == end)
                ends[count - 1] = end;
            var next = SkipInvisible(end);
            if (next < Text.Length && IsSeparator(Text[next]))
                next = SkipInvisible(next + 1);
            if (at < end || Digit(next) < 0)
                break;
            at = next;
        }
        return (new string(digits, 0, count), ends);
    }

    public char At(int index) => index >= 0 && index < Text.Length ? Text[index] : '\0';

    private int Before(int index)
    {
        index--;
        while (index >= 0 && IsInvisible(Text[index]))
            index--;
        return index;
    }

    private int SkipInvisible(int index)
    {
        while (index < Text.Length && IsInvisible(Text[index]))
            index++;
        return index;
    }

    // 138****5678, 010-****5678
    private bool IsMaskedFrom(int end) => At(end) == '*' || (At(end) == '-' && At(end + 1) == '*');

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
