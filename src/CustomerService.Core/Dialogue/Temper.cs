namespace CustomerService.Core.Dialogue;

/// <summary>
/// How upset a shopper is over a conversation: an upset turn adds one, words of anger half as much again, and each turn
/// cools what was before. Thanks cool it at once. One word alone, however bad, is less than two upset turns in a row.
/// </summary>
public static class Temper
{
    /// <summary>Below this nobody is upset any more.</summary>
    public const double Calm = 0.4;

    // After a calm turn half remains and after two a third, so that a fresh reproach weighs together with the last one.
    private const double Cooling = 0.7;
    private const double Curse = 1.5;
    private const double Thanks = 0.3;
    private const int Digits = 3;

    /// <summary>The heat after a turn.</summary>
    /// <param name="heat">Before it.</param>
    /// <param name="upset">Whether the turn is.</param>
    /// <param name="cursed">Whether it has words of anger.</param>
    /// <param name="content">Whether it is a friendly one.</param>
    public static double After(double heat, bool upset, bool cursed, bool content) =>
        Math.Round(heat * (content && !upset ? Thanks : Cooling) + (cursed ? Curse : upset ? 1 : 0), Digits);

    /// <summary>The heat after so many upset turns in a row.</summary>
    public static double Of(int turns) => Math.Round((1 - Math.Pow(Cooling, turns)) / (1 - Cooling), Digits);
}
