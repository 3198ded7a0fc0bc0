using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>What sizes and stages are chosen by.</summary>
internal enum Measure
{
    Months,
    Centimetres,
    Kilograms,
}

/// <summary>How old, tall and heavy somebody is, as a text says it.</summary>
internal static partial class BodyMeasures
{
    // Said without a unit, what lies between is a light woman in half kilograms or a heavy man in kilograms.
    private const decimal SurelyKilograms = 80, SurelyHalfKilograms = 100;

    /// <summary>The measures in a text, one of each kind.</summary>
    /// <param name="text">As written.</param>
    public static Dictionary<Measure, decimal> In(string text)
    {
        text = TextNormalizer.Normalize(text);
        var found = new Dictionary<Measure, decimal>();
        if (Age().Match(text) is { Success: true } age)
            found[Measure.Months] = Number(age, "years") * 12 + (age.Groups["half"].Success ? 6 : 0) + Number(age, "months");
        if (Height().Match(text) is { Success: true } height)
            found[Measure.Centimetres] = height.Groups["metres"].Success ? 100 + Rest(height.Groups["rest"].Value) : Number(height, "cm");
        if (Weight().Match(text) is { Success: true } weight && Kilograms(weight) is { } kilograms)
            found[Measure.Kilograms] = kilograms;
        return found;
    }

    private static decimal? Kilograms(Match match)
    {
        var value = Number(match, "weight");
        return match.Groups["unit"].Value switch
        {
            "斤" => value / 2,
            "" => value < SurelyKilograms ? value : value > SurelyHalfKilograms ? value / 2 : null,
            _ => value,
        };
    }

    // 一米七 is 170, 一米六五 165 and 1米08 108.
    private static decimal Rest(string digits)
    {
        var value = 0m;
        foreach (var c in digits)
            value = (value * 10) + (char.IsAsciiDigit(c) ? c - '0' : ChineseNumber.TryParse([c], out var one) ? one : 0);
        return digits.Length == 1 ? value * 10 : value;
    }

    private static decimal Number(Match match, string group) =>
        ChineseNumber.TryParse(match.Groups[group].ValueSpan, out var value) ? value : 0;

    private const string Han = "一二两三四五六七八九十";

    // 8个月, 一岁半, 2岁3个月, 半岁; not 买了3个月, 保修6个月 nor 3个月前.
    [GeneratedRegex(
        $"(?<![0-9.])(?<!(买|用|吃|喝|穿|过|修|质|期|过了|买了|用了|吃了|喝了|穿了|还有|再过)了?)"
        + $"((?<years>[0-9]{{1,2}}|[{Han}]{{1,3}}) ?周?岁(?<half>半)?((?<months>[0-9]{{1,2}}|[{Han}]{{1,2}})个月)?|(?<half>半)岁"
        + $"|(?<months>[0-9]{{1,2}}|[{Han}]{{1,2}}) ?个(半)?月)(?![前后内之以])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Age();

    // 身高175, 175cm, 1米75, 一米六五, 1.75米, 175 140斤; a waist or a foot is no height.
    [GeneratedRegex(
        "(?<=身高[是有:]{0,2} ?)((?<cm>1[0-9]{2}|[5-9][0-9])(?![0-9.])|(?<metres>1)[.](?<rest>[0-9]{2}))"
        + "|(?<![0-9.])((?<metres>[1一]) ?米 ?(?<rest>[0-9]{1,2}|[零一二三四五六七八九]{1,2})(?![0-9])|(?<metres>1)[.](?<rest>[0-9]{2}) ?[米m])"
        + "|(?<![0-9.])(?<cm>1[3-9][0-9])(?=[ ,/、和]{1,2}(体重)?[0-9]{2,3} ?(斤|公斤|kg))"
        + "|(?<![0-9.]|[围长宽][是有:]{0,2} ?)(?<cm>1[0-9]{2}|[5-9][0-9]) ?(cm|厘米|公分)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Height();

    // 160斤, 一百二十斤, 65kg, 体重65.
    [GeneratedRegex(
        $"(?<![0-9.])(?<weight>[0-9]{{1,3}}([.][0-9])?|[{Han}百]{{1,6}}) ?(?<unit>斤|公斤|kg|千克)|(?<=体重[是有:]{{0,2}} ?)(?<weight>[0-9]{{2,3}}([.][0-9])?)(?![0-9])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weight();
}
