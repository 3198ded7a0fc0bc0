using CustomerService.Contracts.Desk;

namespace CustomerService.DeskSimulation;

/// <summary>One shopper who needs a human.</summary>
/// <param name="Request">The hand-over.</param>
/// <param name="Vip">Whether they are one.</param>
/// <param name="Work">The agent's work on each of their messages, seconds.</param>
/// <param name="Think">The shopper's time before each next message, seconds; one fewer than the messages.</param>
internal sealed record Visit(HandoverRequest Request, bool Vip, double[] Work, double[] Think)
{
    public bool Angry => Request.Reason == "anger";
}

/// <summary>
/// Who comes on a promotion day: from 8 to 24 o'clock, most of them after 20 o'clock, when the sale begins. Made once from a
/// seed, so that every policy meets the same day.
/// </summary>
internal sealed class PromotionDay
{
    public static readonly DateTimeOffset Opens = new(2026, 11, 11, 8, 0, 0, TimeSpan.FromHours(8));

    // Part of the day's hand-overs in each hour from 8 on: a quiet morning, lunch, and the sale from 20 o'clock.
    private static readonly double[] Hours = [2, 3, 4, 5, 6, 5, 4, 4, 4, 5, 6, 8, 19, 13, 8, 4];

    // Topics as the shipped desk.yaml knows them, with their part of the hand-overs.
    private static readonly (string Intent, double Part)[] Topics =
    [
        ("return_exchange", 18), ("refund_status", 12), ("shipping", 14), ("order_change", 10), ("warranty", 4), ("invoice", 4), ("stock", 8),
        ("promotion", 12), ("price", 6), ("product_info", 8), ("complaint", 4),
    ];

    private readonly Random _random;

    public PromotionDay(int services, int seed)
    {
        _random = new Random(seed);
        Visits = [.. Enumerable.Range(0, services).Select(_ => Arrival()).Order().Select(Visit)];
    }

    public IReadOnlyList<Visit> Visits { get; }

    private DateTimeOffset Arrival()
    {
        var hour = Choose(Hours.Select((part, hour) => (hour, part)));
        // The sale begins on the stroke: the first third of its hour has two thirds of its shoppers.
        var within = hour == 12 && _random.NextDouble() < 2 / 3d ? _random.NextDouble() / 3 : _random.NextDouble();
        return Opens.AddHours(hour + within);
    }

    private Visit Visit(DateTimeOffset at, int number)
    {
        var angry = _random.NextDouble() < 0.10;
        var reason = angry ? "anger" : Choose<string>([("asked", 70), ("not_understood", 16), ("high_risk", 4), ("flow", 10)]);
        var conversation = $"default.web.s{number}";
        var request = new HandoverRequest($"{conversation}:1:handover", conversation, reason, at)
        {
            Intent = Choose(Topics.Select(t => (t.Intent, t.Part))),
            Sentiment = angry ? -1 : 0,
        };
        // Most matters take a few messages, some take many; the angry take half as many again.
        var messages = 1 + (int)Exponential(angry ? 6 : 4);
        return new Visit(
            request, _random.NextDouble() < 0.06,
            [.. Enumerable.Range(0, messages).Select(_ => LogNormal(30, 0.6))],
            [.. Enumerable.Range(0, messages - 1).Select(_ => 5 + Exponential(35))]);
    }

    private T Choose<T>(IEnumerable<(T Value, double Part)> parts)
    {
        var all = parts.ToArray();
        var at = _random.NextDouble() * all.Sum(p => p.Part);
        foreach (var (value, part) in all)
        {
            if ((at -= part) < 0)
                return value;
        }
        return all[^1].Value;
    }

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    // Service times of contact centres are log-normal (Brown et al., JASA 2005).
    private double LogNormal(double mean, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Exp(Math.Log(mean) - (sigma * sigma / 2) + (sigma * normal));
    }
}
