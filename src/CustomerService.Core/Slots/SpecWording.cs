using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Compares specs however they are written: 256G, 256GB and 两百五十六g; 5L and 5升; 42码 and 42号; 2XL and XXL.</summary>
public static partial class SpecWording
{
    internal const string Number = @"(?:[0-9]{1,5}(?:\.[0-9]{1,2})?|[零〇一二两三四五六七八九十百千]{1,7})";

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["g"] = "g", ["gb"] = "g", ["克"] = "g", ["t"] = "t", ["tb"] = "t",
        ["kg"] = "kg", ["公斤"] = "kg", ["千克"] = "kg", ["l"] = "l", ["升"] = "l", ["ml"] = "ml", ["毫升"] = "ml",
        ["码"] = "码", ["号"] = "码", ["段"] = "段", ["mm"] = "mm", ["毫米"] = "mm", ["cm"] = "cm", ["厘米"] = "cm",
        ["寸"] = "寸", ["英寸"] = "寸", ["米"] = "米", ["w"] = "w", ["瓦"] = "w", ["mah"] = "mah", ["毫安"] = "mah",
        ["毫安时"] = "mah", ["匹"] = "匹", ["片"] = "片", ["粒"] = "粒", ["颗"] = "颗", ["抽"] = "抽", ["斤"] = "斤",
    };

    /// <summary>The form that equal specs share; lower case, for comparing and not for showing.</summary>
    public static string Canonical(string spec)
    {
        var folded = LexiconBuilder.Fold(spec);
        if (Measure().Match(folded) is { Success: true } measure
            && TryMeasure(measure.Groups["number"].ValueSpan, measure.Groups["unit"].Value, out var canonical))
            return canonical;
        return Size().Match(folded) is { Success: true } size ? SizeForm(size) : folded;
    }

    /// <summary>The offered spec that was meant: equal in canonical form, or the only one that a bare number fits.</summary>
    /// <returns>Null when none fits, or a bare number fits more than one.</returns>
    public static string? Match(string said, IReadOnlyList<string> offered)
    {
        var canonical = Canonical(said);
        if (offered.FirstOrDefault(o => Canonical(o) == canonical) is { } equal)
            return equal;
        var number = canonical.AsSpan().TrimEnd("码g").ToString();
        var fits = offered.Where(o => Canonical(o).AsSpan().TrimEnd("码g").SequenceEqual(number)
            || Canonical(o).StartsWith(canonical + "(", StringComparison.Ordinal)).Take(2).ToArray();
        return fits.Length == 1 ? fits[0] : null;
    }

    internal static bool TryMeasure(ReadOnlySpan<char> number, string unit, out string canonical)
    {
        canonical = "";
        if (!Units.TryGetValue(unit, out var form) || !ChineseNumber.TryParse(number, out var value))
            return false;
        canonical = value.ToString("0.##", CultureInfo.InvariantCulture) + form;
        return true;
    }

    // 男款2XL码 -> 男xxl
    internal static string SizeForm(Match size)
    {
        var letters = size.Groups["size"].Value;
        if (char.IsAsciiDigit(letters[0]) && letters[0] is >= '1' and <= '3')
            letters = new string('x', letters[0] - '0') + letters[2..];
        return size.Groups["who"].Value + letters;
    }

    [GeneratedRegex($"^(?<number>{Number})(?<unit>[a-z]{{1,3}}|[^0-9]{{1,3}})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measure();

    [GeneratedRegex("^(?<who>[男女]?)[款士生]?(?<size>[2-6]xl|x{0,4}l|x{0,2}s|m)[码号]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();
}
