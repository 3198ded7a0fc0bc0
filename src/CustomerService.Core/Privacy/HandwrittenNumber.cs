namespace CustomerService.Core.Privacy;

/// <summary>Digits with the places in the text where a run of them ends, and the sizes of the groups they are written in.</summary>
internal sealed class HandwrittenNumber
{
    // More than the longest number masked (19), so that a longer one is seen to be longer.
    private const int Most = 24;

    private readonly char[] digits = new char[Most];
    private readonly int[] ends = new int[Most];
    private readonly bool[] groups = new bool[Most];

    /// <summary>How many digits there are; at most 24.</summary>
    public int Length { get; private set; }

    /// <summary>How many digits the first run has; 0 when it is longer than 24.</summary>
    public int FirstRun => Array.FindIndex(ends, 0, Length, e => e > 0) + 1;

    /// <summary>How many digits the first group has; 0 when it is longer than 24.</summary>
    public int FirstGroup => Array.FindIndex(groups, 0, Length, g => g) + 1;

    public bool TryAdd(int digit)
    {
        if (Length == Most)
            return false;
        digits[Length++] = (char)('0' + digit);
        return true;
    }

    /// <summary>Notes that the last digit ends a run, and with something visible behind it a group.</summary>
    public void EndRun(int end, bool isGroup) => (ends[Length - 1], groups[Length - 1]) = (end, isGroup);

    public ReadOnlySpan<char> First(int length) => digits.AsSpan(0, length);

    /// <summary>Where the text of the first <paramref name="length"/> digits ends; 0 where no run ends with them.</summary>
    public int End(int length) => length <= Length ? ends[length - 1] : 0;

    /// <summary>Group sizes of the digits between two places, as letters: <c>cdd</c> for 3-4-4.</summary>
    public string Groups(int from, int to)
    {
        var (sizes, size) = ("", 0);
        for (var i = from; i < to; i++)
        {
            size++;
            if (!groups[i] && i < to - 1)
                continue;
            sizes += (char)('a' + size - 1);
            size = 0;
        }
        return sizes;
    }
}
