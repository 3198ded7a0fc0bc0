namespace CustomerService.Core.Privacy;

/// <summary>Recognises personal numbers and says what stands in their place.</summary>
internal static class NumberMask
{
    // Group sizes as letters, a for one: 3-4-4, 3-8, 7-4, 4-4-3, 4-3-4, 5-6, 6-5. Prices in a row look otherwise.
    private static readonly HashSet<string> MobileGroups = ["cdd", "ch", "gd", "ddc", "dcd", "ef", "fe"];

    // 4-4-4-4, 4-4-4-4-1 to 3, 6-10 to 13.
    private static readonly HashSet<string> CardGroups = ["dddd", "dddda", "ddddb", "ddddc", "fj", "fk", "fl", "fm"];

    /// <summary>The mask of the number that starts at <paramref name="at"/> and where the number ends; null when none does.</summary>
    public static (string? Mask, int End)? At(DigitReader reader, int at)
    {
        // The mask takes the + of +86 with it.
        if (reader.At(at) is '+' or '＋' && reader.IsStart(at + 1))
            return reader.Read(at + 1) is ({ Length: > 0 }, _) abroad ? Mobile(abroad.Digits, abroad.Ends) : null;
        if (!reader.IsStart(at))
            return null;
        var (digits, ends) = reader.Read(at);
        if (digits.Length == 0)
            return null;
        var group = Array.FindIndex(ends, 0, digits.Length, e => e > 0) + 1;
        if (group > 0 && OrderNumbers.IsOrder(digits.AsSpan(0, group)))
            return null;
        var mobile = Mobile(digits, ends);
        // A mobile number in one piece is one, also where the digits behind it would make a card of it.
        if (mobile is not null && group == 11)
            return mobile;
        return Identity(reader, at, digits, ends) ?? Card(reader, at, digits, ends) ?? mobile ?? Landline(digits, ends);
    }

    private static (string?, int)? Identity(DigitReader reader, int at, string digits, int[] ends)
    {
        // The last place may be an X, and then the digits end before it.
        var end = End(digits, ends, IdentityCard.Length);
        var check = end > 0 ? digits[IdentityCard.Length - 1] : '\0';
        var afterSeventeen = End(digits, ends, IdentityCard.Length - 1);
        if (end == 0 && afterSeventeen > 0 && reader.At(afterSeventeen) is 'x' or 'X' or 'ｘ' or 'Ｘ')
            (end, check) = (afterSeventeen + 1, 'X');
        if (end == 0 || !IdentityCard.IsValid(digits.AsSpan(0, IdentityCard.Length - 1), check)
            || (IsNamedOrder(reader, at) && !IdentityCard.HasCheckDigit(digits.AsSpan(0, IdentityCard.Length - 1), check)))
            return null;
        return ($"{digits.AsSpan(0, 6)}********{digits.AsSpan(14, 3)}{check}", end);
    }

    private static (string?, int)? Card(DigitReader reader, int at, string digits, int[] ends)
    {
        for (var length = BankCard.Longest; length >= BankCard.Shortest; length--)
        {
            if (End(digits, ends, length) is var end and > 0 && BankCard.IsValid(digits.AsSpan(0, length))
                && Groups(ends, 0, length) is var groups && (groups.Length == 1 || CardGroups.Contains(groups))
                && !OrderNumbers.IsOrder(digits.AsSpan(0, length)) && !IsNamedOrder(reader, at))
                return ($"**** **** **** {digits.AsSpan(length - 4, 4)}", end);
        }
        return null;
    }

    // 13812345678 with or without 86, 0086 or the old 0 in front.
    private static (string?, int)? Mobile(string digits, int[] ends)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["", "86", "0086", "0"])
        {
            var length = prefix.Length + 11;
            if (!digits.StartsWith(prefix, StringComparison.Ordinal) || End(digits, ends, length) is not (var end and > 0))
                continue;
            var number = digits.AsSpan(prefix.Length, 11);
            var groups = Groups(ends, prefix.Length, length);
            if (number[0] == '1' && number[1] >= '3' && (groups.Length is 1 or 11 || MobileGroups.Contains(groups)))
                return ($"{number[..3]}****{number[7..]}", end);
        }
        return null;
    }

    // 010-88881234, 0571 8888123: three or four digits of area, then seven or eight in one group or glued to it.
    private static (string?, int)? Landline(string digits, int[] ends)
    {
        if (digits.Length < 10 || digits[0] != '0' || digits[1] == '0')
            return null;
        var area = digits[1] is '1' or '2' ? 3 : 4;
        foreach (var length in (ReadOnlySpan<int>)[area + 8, area + 7])
        {
            if (End(digits, ends, length) is var end and > 0 && Array.FindIndex(ends, 0, length, e => e > 0) + 1 is var first
                && (first == area || (first == length && length >= 11)))
                return ($"{digits.AsSpan(0, area)}-****{digits.AsSpan(length - 4, 4)}", end);
        }
        return null;
    }

    // The sizes of the groups that the digits from one place to another are written in.
    private static string Groups(int[] ends, int from, int to)
    {
        var (sizes, size) = ("", 0);
        for (var i = from; i < to; i++)
        {
            size++;
            if (ends[i] == 0)
                continue;
            sizes += (char)('a' + size - 1);
            size = 0;
        }
        return sizes;
    }

    private static int End(string digits, int[] ends, int length) => digits.Length >= length ? ends[length - 1] : 0;

    // 订单号: 6222…
    private static bool IsNamedOrder(DigitReader reader, int at) =>
        reader.Text.AsSpan(Math.Max(0, at - 8), Math.Min(8, at)).TrimEnd("号码编是为:： #").EndsWith("单");
}
