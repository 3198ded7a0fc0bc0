using System.Globalization;

namespace CustomerService.Storage.Shop.Import;

/// <summary>What a cell may hold.</summary>
/// <param name="Form">How it is written, to end the sentence "write …".</param>
/// <param name="Read">The value to store; null when the cell is not written so.</param>
internal sealed record CellKind(string Form, Func<string, ShopDates, object?> Read)
{
    public static CellKind Date { get; } = new(
        "a date like 2026-11-05, or days from today like +7d and -3d",
        (cell, dates) => dates.TryDay(cell, out var day) ? ShopMoment.Format(day) : null);

    public static CellKind Moment { get; } = new(
        "a time like 2026-11-05 14:05, or days from today like \"-3d 14:05\"",
        (cell, dates) => dates.TryMoment(cell, out var moment) ? ShopMoment.Format(moment) : null);

    public static CellKind TimeOfDay { get; } = new(
        "a time of day from 00:00 to 24:00",
        (cell, _) => DayTime.TryParse(cell, out var time) ? DayTime.Format(time) : null);

    public static CellKind Money { get; } = new(
        "yuan as a number like 2899 or 19.90, without a sign or unit", (cell, _) => ReadMoney(cell) is { } money ? (double)money : null);

    public static CellKind Flag { get; } = new(
        "true or false",
        (cell, _) => cell.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "是" => 1L,
            "FALSE" or "0" or "NO" or "否" => 0L,
            _ => null,
        });

    public static CellKind Id { get; } = new(
        "an id of 1 to 64 characters without spaces, quotes, | or <",
        (cell, _) => cell.Length <= 64 && !cell.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '|' or '<' or '"' or '\uFFFD')
            && cell[0] is not '=' ? cell : null);

    public static CellKind Phone { get; } = new(
        "a phone number like 13812345678, or masked like 138****5678", (cell, _) => PersonMask.Phone(cell));

    public static CellKind Receiver { get; } = new(
        PlainText.Form(64), (cell, _) => PlainText.IsPlain(cell, 64) ? PersonMask.Name(cell) : null);

    public static CellKind Text(int max) => new(PlainText.Form(max), (cell, _) => PlainText.IsPlain(cell, max) ? cell : null);

    /// <summary>Several texts in one cell, stored with the same separator.</summary>
    public static CellKind List(int max, int maxItem = 200) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"texts separated by |, together at most {max} characters, each {PlainText.Form(maxItem)}"),
        (cell, _) =>
        {
            if (cell.Length > max)
                return null;
            var items = cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return items.All(i => PlainText.IsPlain(i, maxItem))
                ? string.Join('|', items.Distinct(StringComparer.Ordinal))
                : null;
        });

    public static CellKind Whole(long min, long max) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
        (cell, _) => long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max ? number : null);

    public static CellKind OneOf(params string[] names) => new(
        "one of " + string.Join(", ", names),
        (cell, _) => Array.Find(names, n => string.Equals(n, cell, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Yuan with at most two decimals, 0 to ten million; null when it is not.</summary>
    public static decimal? ReadMoney(string cell) =>
        decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money)
        && money is >= 0 and <= 10_000_000 && decimal.Round(money, 2) == money ? money : null;
}
