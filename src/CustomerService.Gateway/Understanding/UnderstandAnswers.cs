using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;

namespace CustomerService.Gateway.Understanding;

/// <summary>Words what was understood as the API does.</summary>
internal static class UnderstandAnswers
{
    public static UnderstandResult Of(Understood understood) => new()
    {
        Intent = understood.Reading.Intents[0].Intent,
        Confidence = Round(understood.Reading.Intents[0].Confidence),
        Alternatives =
        [
            .. understood.Reading.Intents.Skip(1)
                .Select(i => new IntentAlternative { Intent = i.Intent, Confidence = Round(i.Confidence) }),
        ],
        Sentiment = understood.Reading.Sentiment,
        SentimentConfidence = Round(understood.Reading.SentimentConfidence),
        ProductType = understood.ProductType,
        ReadBy = understood.Reading.By switch { ReadBy.Student => "student", ReadBy.Rules => "rules", _ => null },
        Slots = understood.Slots.GroupBy(s => s.Slot, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => string.Join(',', g.Select(s => s.Value).Distinct(StringComparer.Ordinal)),
            StringComparer.Ordinal),
    };

    /// <summary>Four digits: more would pretend a precision that a calibrated probability does not have.</summary>
    private static double Round(float value) => Math.Round((double)value, 4);
}
