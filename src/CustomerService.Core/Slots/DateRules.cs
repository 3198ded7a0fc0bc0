using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Days, and times of day behind them: 明天下午3点, 下周一, 12月1号, 20:00.</summary>
internal static partial class DateRules
{
    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (var day in DayRules.Find(text))
        {
            var clock = Behind().Match(text.Text, day.End);
            if (day.Period.Length > 0 && clock.Success && clock.Groups["period"].Success)
                clock = Match.Empty;
            var period = day.Period.Length > 0 ? day.Period : clock.Groups["period"].Value;
            Add(found, day.Date, period, clock, day.Start, clock.Success ? clock.Index + clock.Length : day.End);
        }
        foreach (Match clock in Alone().Matches(text.Text))
            Add(found, DateOnly.FromDateTime(text.Now), clock.Groups["period"].Value, clock, clock.Index, clock.Index + clock.Length);
    }

    private static void Add(List<SlotCandidate> found, DateOnly date, string period, Match clock, int start, int end)
    {
        if (ClockTime.Minutes(period, clock) is not { } minutes)
        {
            // A time that no clock shows leaves the day.
            if (period.Length == 0 || clock.Groups["hour"].Success)
                end = Math.Min(end, clock.Success && clock.Groups["hour"].Success ? clock.Index : end);
            if (end > start)
                found.Add(new(SlotNames.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), start, end));
            return;
        }
        if (date >= DateOnly.MaxValue.AddDays(-1))
            return;
        var at = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
        found.Add(new(SlotNames.Date, at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), start, end));
    }

    private const string Period = "(?<period>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)";

    // 3点, 3点半, 3点一刻, 15点30分, 15:30; not 9点9折, not 5点建议.
    private const string Clock =
        "(?<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(点钟?|:|时(?![间候段效长]))((?<half>半)|(?<quarter>[一三])刻"
        + "|(?<minute>[0-5]?[0-9](?![0-9])|[一二三四五]?十[一二三四五六七八九]?)分?)?(?! ?[0-9折%建意要疑])";

    [GeneratedRegex($@"\G ?的? ?({Period} ?({Clock})?|{Clock})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Behind();

    [GeneratedRegex(
        $@"(?<![0-9.:a-z/-])({Period} ?{Clock}|(?<hour>[01]?[0-9]|2[0-4]):(?<minute>[0-5][0-9])(?![0-9:])"
        + $@"|(?<hour>[0-9]{{1,2}})点钟?(?<half>半)?(?=$|[ ,。!?;]|前|后|之|左右|到|送|发|能|可|钟|的时候|开|关|下班|上班|多))",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();
}
