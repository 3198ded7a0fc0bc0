namespace CustomerService.Core.Privacy;

/// <summary>Mainland identity card numbers: region, birthday, sequence and check digit (GB 11643-1999).</summary>
internal static class IdentityCard
{
    public const int Length = 18;

    private const string CheckDigits = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether region and birthday are possible; one with a mistyped check digit names a person all the same.</summary>
    public static bool IsValid(ReadOnlySpan<char> seventeen, char check)
    {
        var region = Number(seventeen[..2]);
        var isRegion = region is >= 11 and <= 15 or >= 21 and <= 23 or >= 31 and <= 37 or >= 41 and <= 46
            or >= 50 and <= 54 or >= 61 and <= 65 or 71 or 81 or 82 or 83 or 91;
        return isRegion && Number(seventeen[6..10]) is >= 1900 and <= 2099 && Number(seventeen[10..12]) is >= 1 and <= 12
            && Number(seventeen[12..14]) is >= 1 and <= 31 && (check == 'X' || char.IsAsciiDigit(check));
    }

    /// <summary>Whether the check digit is right.</summary>
    public static bool HasCheckDigit(ReadOnlySpan<char> seventeen, char check)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (seventeen[i] - '0') * Weights[i];
        return CheckDigits[sum % 11] == check;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = number * 10 + digit - '0';
        return number;
    }
}
