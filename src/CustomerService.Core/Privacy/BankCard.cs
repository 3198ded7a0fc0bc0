namespace CustomerService.Core.Privacy;

/// <summary>Bank card numbers: 16 to 19 digits with a Luhn check digit (ISO/IEC 7812-1).</summary>
internal static class BankCard
{
    public const int Shortest = 16;
    public const int Longest = 19;

    /// <summary>Whether the digits (ASCII) can be a card number.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits)
    {
        if (digits.Length is < Shortest or > Longest)
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1 && (digit *= 2) > 9)
                digit -= 9;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
