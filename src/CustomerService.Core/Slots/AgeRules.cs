using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>Somebody's age in years: 50岁, 五十多岁, 3周岁, 60大寿.</summary>
internal static partial class AgeRules
{
    private const int Oldest = 120;

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in Years().Matches(text.Text))
        {
            if (ChineseNumber.TryParse(match.Groups["years"].Value, out var years) && years is > 0 and <= Oldest)
                found.Add(new(SlotNames.Age, ((int)years).ToString(CultureInfo.InvariantCulture), match.Index, match.Index + match.Length));
        }
    }

    [GeneratedRegex("(?<![0-9.\\-~到至])(?<years>[0-9]{1,3}|[一二两三四五六七八九十百]{1,4})(来|多|几|出头)? ?(周岁|岁|大寿)(?!以)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Years();
}
