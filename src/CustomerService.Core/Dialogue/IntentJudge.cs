using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Dialogue;

/// <summary>Which intent a reading is good for: the model's where it is sure, or where a flow's keyword says the same.</summary>
internal static class IntentJudge
{
    // Seldom right alone, and right nine times in ten together with a keyword of the flow.
    private const float CorroboratedConfidence = 0.1f;

    private const float AsideConfidence = 0.5f;

    /// <summary>The intent to act on; null when there is none.</summary>
    /// <param name="intents">Likeliest first; empty when the model could not be asked.</param>
    /// <param name="text">What was said.</param>
    /// <param name="threshold">From here the model is believed alone.</param>
    /// <param name="book">The flows in force.</param>
    public static string? Judge(IReadOnlyList<IntentScore> intents, string text, float threshold, FlowBook book)
    {
        if (intents is [{ Confidence: var confidence } top, ..])
        {
            // Small talk taken for small talk by mistake costs a friendly word, not a wrong fact.
            var aside = book.ByIntent.GetValueOrDefault(top.Intent) is { Aside: true } && top.Intent != Intents.Other;
            if (confidence >= (aside ? Math.Min(threshold, AsideConfidence) : threshold))
                return top.Intent == Intents.Other ? null : top.Intent;
        }
        if (book.ByKeyword(text) is not { Intents: [var first, ..] own })
            return null;
        return intents.Count == 0
            ? first
            : intents.Where(i => i.Confidence >= CorroboratedConfidence && own.Contains(i.Intent)).Select(i => i.Intent).FirstOrDefault();
    }
}
