using System.Globalization;

namespace CustomerService.Core.Text;

/// <summary>Reads numbers as shoppers write them: 256, 3.5, 二百五十六, 二五六, 两百五, 3千, 一万二.</summary>
public static class ChineseNumber
{
    // Longer than any number a shopper means; keeps the arithmetic far from overflow.
    private const int MaxLength = 12;

    private const string Digits = "零一二三四五六七八九";

    /// <summary>Reads the whole span as one number.</summary>
    /// <returns>False when it is empty, longer than 12 characters or no number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxLength)
            return false;
        if (text.IndexOfAny("十百千万") < 0 && text.ContainsAnyExceptInRange('0', '9'))
        {
            if (text.Contains('.'))
                return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
            return TrySpelled(text, out value);
        }
        return TryUnits(text, out value);
    }

    /// <summary>Reads the whole span as a whole number of pieces, days…: greater than zero and small.</summary>
    public static bool TryParseCount(ReadOnlySpan<char> text, out int count)
    {
        count = 0;
        if (!TryParse(text, out var value) || value != decimal.Truncate(value) || value is < 1 or > 9999)
            return false;
        count = (int)value;
        return true;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '〇' => 0,
        '两' or '俩' => 2,
        '仨' => 3,
        _ => Digits.IndexOf(c, StringComparison.Ordinal),
    };

    // 二五六: digit by digit.
    private static bool TrySpelled(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (Digit(c) is var digit && digit < 0)
                return false;
            value = value * 10 + digit;
        }
        return true;
    }

    // 一千二 means 1200: a last digit without its unit counts tens of the unit before it, unless 零 stands between.
    private static bool TryUnits(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        decimal total = 0, section = 0, number = 0, lastUnit = 1, fraction = 0;
        var open = false;
        foreach (var c in text)
        {
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10000, _ => 0 };
            if (unit == 10000)
            {
                total = (total + section + number) * unit;
                (section, number, lastUnit, open) = (0, 0, unit, false);
            }
            else if (unit > 0)
            {
                section += (open ? number : 1) * unit;
                (number, lastUnit, open) = (0, unit, false);
            }
            else if (c == '.' && open && fraction == 0)
            {
                fraction = 1;
                continue;
            }
            else if (Digit(c) is var digit and >= 0)
            {
                // 二三十: about twenty or thirty, no number.
                if (number > 0 && !char.IsAsciiDigit(c))
                    return false;
                if (digit == 0 && !open)
                    lastUnit = 1;
                if (fraction > 0)
                    number += digit * (fraction /= 10);
                else
                    number = number * 10 + digit;
                open = true;
                continue;
            }
            else
            {
                return false;
            }
            fraction = 0;
        }
        value = total + section + (open && lastUnit >= 100 && number < 10 ? number * lastUnit / 10 : number);
        return true;
    }
}
