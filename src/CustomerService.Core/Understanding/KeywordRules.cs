using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Core.Understanding;

/// <summary>Reads texts by the keywords of the flows, for when the model has no room for them.</summary>
/// <param name="flows">Whose keywords.</param>
public sealed class KeywordRules(IFlowSource flows)
{
    // Of the training data's 6,112 texts that hold a keyword 68 % have its flow's first intent, of the 252 committed 73 %.
    private const float Confidence = 0.65f;

    /// <summary>The first intent of the flow whose keyword the text holds, else <c>other</c>; marked as read by rules.</summary>
    public Reading Read(string text)
    {
        var book = flows.Current;
        var intent = book.ByKeyword(text)?.Intents is [var first, ..] ? new IntentScore(first, Confidence) : new(Intents.Other, 0);
        var angry = book.Phrases[PhraseNames.Anger].IsMatch(text.Trim());
        return new Reading([intent], angry ? -1 : 0, 0, []) { By = ReadBy.Rules };
    }
}
