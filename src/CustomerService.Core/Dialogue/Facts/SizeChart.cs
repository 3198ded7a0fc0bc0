using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>
/// A size chart as catalogues write it: 1段0–6个月，2段6–12个月; XL 170–178cm/68–78kg; NB 5公斤以内. Says which of a product's specs fits
/// somebody.
/// </summary>
internal static partial class SizeChart
{
    private const decimal Unbounded = 10_000;

    /// <summary>The spec that fits, and by what, in the chart's own units; null where none does for sure.</summary>
    /// <param name="chart">The value of an attribute.</param>
    /// <param name="specs">The product's.</param>
    /// <param name="measures">What the shopper said of the wearer; see <see cref="BodyMeasures"/>.</param>
    public static (string Spec, string By)? Fit(string chart, IReadOnlyList<string> specs, IReadOnlyDictionary<Measure, decimal> measures)
    {
        if (measures.Count == 0)
            return null;
        (string Spec, string By)? fit = null;
        foreach (var row in TextNormalizer.Normalize(chart).Split([',', ';', '、'], StringSplitOptions.TrimEntries))
        {
            // Of two that fit the later one, which is larger: what is a little too big fits longer.
            if (specs.Where(s => Heads(row, s)).MaxBy(s => s.Length) is { } spec && Fits(row[spec.Length..], measures) is { } by)
                fit = (spec, by);
        }
        return fit;
    }

    // L does not head a row of LL, nor 1 one of 10.
    private static bool Heads(string row, string spec)
    {
        var normal = TextNormalizer.Normalize(spec);
        return normal.Length == spec.Length && row.StartsWith(normal, StringComparison.Ordinal)
            && (row.Length == normal.Length || !char.IsAsciiLetterOrDigit(normal[^1]) || !char.IsAsciiLetterOrDigit(row[normal.Length]));
    }

    // Every measure that the row limits must lie within: by height alone a heavy shopper is advised wrongly.
    private static string? Fits(string row, IReadOnlyDictionary<Measure, decimal> measures)
    {
        var by = new List<string>(2);
        foreach (Match limit in Limit().Matches(row))
        {
            var unit = limit.Groups["unit"].Value;
            var (measure, size) = unit switch
            {
                "岁" => (Measure.Months, 12m),
                "月" or "个月" => (Measure.Months, 1m),
                "斤" => (Measure.Kilograms, 0.5m),
                "kg" or "公斤" or "千克" => (Measure.Kilograms, 1m),
                _ => (Measure.Centimetres, 1m),
            };
            if (!measures.TryGetValue(measure, out var value))
                continue;
            if (value < Bound(limit, "low", 0) * size || value > Bound(limit, "high", Unbounded) * size)
                return null;
            by.Add((value / size).ToString("0.#", CultureInfo.InvariantCulture) + unit);
        }
        return by.Count > 0 ? string.Join('/', by) : null;
    }

    private static decimal Bound(Match limit, string name, decimal otherwise) =>
        decimal.TryParse(limit.Groups[name].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [GeneratedRegex(
        "(?<low>[0-9]+([.][0-9]+)?) ?[–—~至到-] ?(?<high>[0-9]+([.][0-9]+)?) ?(?<unit>cm|厘米|公分|kg|公斤|千克|斤|个?月|岁)"
        + "|(?<low>[0-9]+([.][0-9]+)?) ?(?<unit>cm|厘米|公分|kg|公斤|千克|斤|个?月|岁)以上|(?<high>[0-9]+([.][0-9]+)?) ?(?<unit>cm|厘米|公分|kg|公斤|千克|斤|个?月|岁)以[内下]",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();
}
