using System.Text;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Standalone.Conversations;

/// <summary>Holds what happened in a step against what was expected.</summary>
internal static class StepCheck
{
    // What an answer's facts rest on, in the words of the written conversations.
    private static readonly Dictionary<string, string[]> Evidence = new(StringComparer.Ordinal)
    {
        ["stock"] = ["stock", "product", "logistics"],
        ["price"] = ["price", "coupon", "product"],
        ["price_protection"] = ["policy", "order", "price"],
        ["price_protection_rule"] = ["policy"],
        ["promotion"] = ["promotion", "coupon"],
        ["product_info"] = ["product"],
        ["attribute"] = ["product"],
        ["compare"] = ["product"],
        ["logistics"] = ["logistics", "order", "refund"],
        ["delivery"] = ["logistics", "policy", "stock"],
        ["returns"] = ["policy", "order", "refund"],
        ["refund"] = ["refund", "order"],
        ["order"] = ["order"],
        ["cancel_order"] = ["order"],
        ["change_address"] = ["order"],
        ["warranty"] = ["warranty"],
        ["invoice"] = ["order"],
        ["gift"] = ["product", "stock", "price"],
        ["recommend"] = ["product", "stock", "price"],
        ["faq"] = ["faq", "policy", "promotion", "warranty", "coupon"],
        ["faq_exact"] = ["faq", "policy", "promotion", "warranty", "coupon"],
    };

    /// <summary>What is wrong; empty when all is right.</summary>
    /// <param name="expect">The expectation.</param>
    /// <param name="replies">Texts of the step's replies, cards included.</param>
    /// <param name="turns">The step's turns.</param>
    /// <param name="handedOver">Whether a hand-over happened in this step or before.</param>
    public static IEnumerable<string> Faults(
        Expectation expect, IReadOnlyList<string> replies, IReadOnlyList<TurnRecord> turns, bool handedOver)
    {
        var said = Folded(string.Join('\n', replies));
        if (said.Length == 0)
            yield return "nothing was answered";
        // What is not understood is no label of its own; a careful reader calls it other.
        turns = [.. turns.Select(t => t with { Intents = [.. t.Intents.Select(i => i == "unknown" ? "other" : i)] })];
        if (expect.Intent is { } intent && !intent.Split('|').Intersect(turns.SelectMany(t => t.Intents), StringComparer.Ordinal).Any())
            yield return $"intent {intent} expected, was {string.Join(',', turns.SelectMany(t => t.Intents))}";
        foreach (var (slot, value) in expect.Slots)
        {
            var held = turns.Count > 0 ? turns[^1].Slots.GetValueOrDefault(slot) : null;
            if (held is null || !Same(held, value))
                yield return $"slot {slot}={value} expected, was {held ?? "nothing"}";
        }
        var evidence = turns.SelectMany(t => t.Facts).SelectMany(f => Evidence.GetValueOrDefault(f.Split(':')[0], [])).ToHashSet(StringComparer.Ordinal);
        foreach (var fact in expect.Facts.Where(f => !evidence.Contains(f)))
            yield return $"fact {fact} expected, used {string.Join(',', turns.SelectMany(t => t.Facts))}";
        foreach (var fragment in expect.Reply.Contains.Where(f => !said.Contains(Folded(f), StringComparison.Ordinal)))
            yield return $"reply lacks '{fragment}'";
        if (expect.Reply.ContainsAny.Count > 0 && !expect.Reply.ContainsAny.Any(f => said.Contains(Folded(f), StringComparison.Ordinal)))
            yield return $"reply has none of '{string.Join("', '", expect.Reply.ContainsAny)}'";
        foreach (var fragment in expect.Reply.NotContains.Where(f => said.Contains(Folded(f), StringComparison.Ordinal)))
            yield return $"reply must not contain '{fragment}'";
        if (expect.Handover is { } handover && handover != handedOver)
            yield return handover ? "a hand-over was expected" : "no hand-over was expected";
    }

    private static bool Same(string held, string expected)
    {
        var (a, b) = (Folded(held), Folded(expected));
        return a == b || a.TrimEnd('码', '号', 'b') == b.TrimEnd('码', '号', 'b')
            || (decimal.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out var x)
                && decimal.TryParse(b, System.Globalization.CultureInfo.InvariantCulture, out var y) && x == y);
    }

    // Width, case and blanks are no matter of content.
    private static string Folded(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
