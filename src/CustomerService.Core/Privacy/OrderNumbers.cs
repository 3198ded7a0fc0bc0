namespace CustomerService.Core.Privacy;

/// <summary>Tells order numbers, which stay readable, from card and identity numbers, which do not.</summary>
internal static class OrderNumbers
{
    public const int Shortest = 12;
    public const int Longest = 20;

    /// <summary>
    /// Whether the digits read as an order number: 12 to 20 of them from 20 on. One that would also pass as a bank
    /// card counts only if it opens with a day, 20yyMMdd: no issuer's numbers do.
    /// </summary>
    public static bool IsOrder(ReadOnlySpan<char> digits)
    {
        if (digits.Length is < Shortest or > Longest || !digits.StartsWith("20") || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        return !BankCard.IsValid(digits) || OpensWithDay(digits);
    }

    private static bool OpensWithDay(ReadOnlySpan<char> digits)
    {
        var month = (digits[4] - '0') * 10 + digits[5] - '0';
        var day = (digits[6] - '0') * 10 + digits[7] - '0';
        return month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }
}
