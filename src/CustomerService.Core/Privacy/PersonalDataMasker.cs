using System.Text;

namespace CustomerService.Core.Privacy;

/// <summary>
/// Masks personal data at the edge, before a text is stored or passed on: mobile numbers (138****5678), identity
/// cards (110101********1234), bank cards (**** **** **** 1234), landlines (010-****5678) and e-mail (a***@example.com).
/// Order numbers and prices stay. Masking a masked text changes nothing.
/// </summary>
public static class PersonalDataMasker
{
    // A mask may bare a number that was glued to what it hid. Each round hides digits, so a text settles in two or three;
    // the bound keeps a hostile one linear.
    private const int MostRounds = 8;

    /// <summary>Masks a text; everything else in it stays as written. Any string is accepted; linear in its length.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var round = 0; round < MostRounds; round++)
        {
            var masked = Round(text);
            if (masked == text)
                break;
            text = masked;
        }
        return text;
    }

    private static string Round(string text)
    {
        var digits = new DigitReader(text);
        StringBuilder? masked = null;
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var (mask, end) = EmailMask.At(text, at, copied) ?? NumberMask.At(digits, at) ?? (null, digits.RunEnd(at));
            if (mask is not null)
            {
                masked ??= new StringBuilder(text.Length);
                masked.Append(text, copied, at - copied).Append(mask);
                copied = end;
            }
            at = end;
        }
        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }
}
