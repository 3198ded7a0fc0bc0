namespace CustomerService.Core.Privacy;

/// <summary>Recognises personal numbers and says what stands in their place.</summary>
internal static class NumberMask
{
    private const int MobileLength = 11;

    // Group sizes as letters, a for one: 3-4-4, 3-8, 7-4, 4-4-3, 4-3-4, 5-6, 6-5. Prices in a row look otherwise.
    private static readonly HashSet<string> MobileGroups = ["k", "aaaaaaaaaaa", "cdd", "ch", "gd", "ddc", "dcd", "ef", "fe"];

    // In one piece, 4-4-4-4, 4-4-4-4-1 to 3, 6-10 to 13.
    private static readonly HashSet<string> CardGroups =
        ["p", "q", "r", "s", "dddd", "dddda", "ddddb", "ddddc", "fj", "fk", "fl", "fm"];

    /// <summary>The mask of the number that starts at <paramref name="at"/> and where the number ends; null when none does.</summary>
    public static (string? Mask, int End)? At(DigitReader reader, int at)
    {
        // The mask takes the + of +86 with it, unless that holds two numbers apart.
        if (reader.At(at) is '+' or '＋' && reader.IsStart(at + 1) && reader.Digit(at - 1) < 0)
            return Mobile(reader.Read(at + 1));
        if (!reader.IsStart(at))
            return null;
        var number = reader.Read(at);
        if (number.Length == 0 || OrderNumbers.IsOrder(number.First(number.FirstGroup)) || OrderNumbers.IsOrder(number.First(number.FirstRun)))
            return null;
        var mobile = Mobile(number);
        // A mobile number in one piece is one, also where the digits behind it would make a card of it.
        if (mobile is not null && number.FirstRun == MobileLength)
            return mobile;
        return Identity(reader, at, number) ?? Card(reader, at, number) ?? mobile ?? Landline(number);
    }

    private static (string?, int)? Identity(DigitReader reader, int at, HandwrittenNumber number)
    {
        const int last = IdentityCard.Length - 1;
        var end = number.End(IdentityCard.Length);
        var check = end > 0 ? number.First(IdentityCard.Length)[last] : '\0';
        // The last place may be an X, and then the digits end before it.
        if (end == 0 && number.End(last) is var before and > 0 && reader.At(before) is 'x' or 'X' or 'ｘ' or 'Ｘ')
            (end, check) = (before + 1, 'X');
        if (end == 0 || !IdentityCard.IsValid(number.First(last), check)
            || (IsNamedOrder(reader, at) && !IdentityCard.HasCheckDigit(number.First(last), check)))
            return null;
        return ($"{number.First(6)}********{number.First(last)[14..]}{check}", end);
    }

    private static (string?, int)? Card(DigitReader reader, int at, HandwrittenNumber number)
    {
        for (var length = BankCard.Longest; length >= BankCard.Shortest; length--)
        {
            if (number.End(length) is var end and > 0 && BankCard.IsValid(number.First(length))
                && CardGroups.Contains(number.Groups(0, length))
                && !OrderNumbers.IsOrder(number.First(length)) && !IsNamedOrder(reader, at))
                return ($"**** **** **** {number.First(length)[^4..]}", end);
        }
        return null;
    }

    // 13812345678 with or without 86, 0086 or the old 0 in front.
    private static (string?, int)? Mobile(HandwrittenNumber number)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["", "86", "0086", "0"])
        {
            var length = prefix.Length + MobileLength;
            if (number.End(length) is not (var end and > 0) || !number.First(prefix.Length).SequenceEqual(prefix))
                continue;
            var mobile = number.First(length)[prefix.Length..];
            if (mobile[0] == '1' && mobile[1] >= '3' && MobileGroups.Contains(number.Groups(prefix.Length, length)))
                return ($"{mobile[..3]}****{mobile[7..]}", end);
        }
        return null;
    }

    // 010-88881234, 0571 8888123: three or four digits of area, then seven or eight in one group or glued to it.
    private static (string?, int)? Landline(HandwrittenNumber number)
    {
        if (number.Length < 10 || number.First(1)[0] != '0' || number.First(2)[1] == '0')
            return null;
        var area = number.First(2)[1] is '1' or '2' ? 3 : 4;
        foreach (var local in (ReadOnlySpan<int>)[8, 7])
        {
            var length = area + local;
            if (number.End(length) is var end and > 0
                && (number.FirstGroup == area ? number.Groups(area, length).Length == 1 : number.FirstGroup == length && length >= 11))
                return ($"{number.First(area)}-****{number.First(length)[^4..]}", end);
        }
        return null;
    }

    // 订单号: 6222…
    private static bool IsNamedOrder(DigitReader reader, int at) =>
        reader.Text.AsSpan(Math.Max(0, at - 8), Math.Min(8, at)).TrimEnd("号码编是为:： #").EndsWith("单");
}
