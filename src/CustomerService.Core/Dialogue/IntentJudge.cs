using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Dialogue;

/// <summary>
/// Which intent a reading is good for: what the words alone decide, else the model's where it is sure or where a flow's
/// keyword says the same.
/// </summary>
internal static class IntentJudge
{
    // Seldom right alone, and right nine times in ten together with a keyword of the flow.
    private const float CorroboratedConfidence = 0.1f;

    private const float AsideConfidence = 0.5f;

    // A good-bye must be surer than a request: answering it ends the talk.
    private const float FarewellConfidence = 0.75f;

    // Below it a keyword of another flow, which the model holds possible too, weighs more than the model's first choice:
    // "那个礼盒多少钱" is about a price.
    private const float ContestedConfidence = 0.8f;

    /// <summary>The intent to act on; null when there is none.</summary>
    /// <param name="intents">Likeliest first; empty when the model could not be asked.</param>
    /// <param name="text">What was said.</param>
    /// <param name="threshold">From here the model is believed alone.</param>
    /// <param name="book">The flows in force.</param>
    public static string? Judge(IReadOnlyList<IntentScore> intents, string text, float threshold, FlowBook book)
    {
        if (book.ByDecision(text) is { Intents: [var decided, ..] })
            return decided;
        var named = Named(intents, text, book);
        if (intents is not [{ Confidence: var confidence } top, ..])
            return named;
        // Small talk taken for small talk by mistake costs a friendly word, not a wrong fact; a good-bye ends the talk.
        var light = top.Intent is Intents.Greeting or Intents.Smalltalk;
        if (confidence < (light ? Math.Min(threshold, AsideConfidence) : threshold))
            return named;
        if (named is not null && confidence < ContestedConfidence)
            return named;
        // "哎呀就那个嘛 你懂的": who is sent off without being understood does not come back.
        if (top.Intent == Intents.Closing && confidence < FarewellConfidence)
            return named;
        return top.Intent == Intents.Other ? null : top.Intent;
    }

    // What a keyword names, where the model holds it possible; said alone, the keyword is enough.
    private static string? Named(IReadOnlyList<IntentScore> intents, string text, FlowBook book)
    {
        if (book.ByKeyword(text) is not { Intents: [var first, ..] own } flow)
            return null;
        return intents.Count == 0 || flow.Keywords.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            ? first
            : intents.Where(i => i.Confidence >= CorroboratedConfidence && own.Contains(i.Intent)).Select(i => i.Intent).FirstOrDefault();
    }
}
