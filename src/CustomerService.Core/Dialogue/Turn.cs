using CustomerService.Core.Slots;
using CustomerService.Core.Understanding;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Dialogue;

/// <summary>A stretch of what the shopper said that means one thing.</summary>
/// <param name="Text">As written.</param>
/// <param name="Intents">Likeliest first; empty when the model could not be asked.</param>
/// <param name="Slots">Mentions in it.</param>
/// <param name="Vector">Its sentence vector; empty when the model could not be asked, or another read it in its place.</param>
public sealed record Segment(
    string Text,
    IReadOnlyList<IntentScore> Intents,
    IReadOnlyList<SlotMention> Slots,
    TextVector Vector)
{
    /// <summary>From here the reading is believed alone, as the model says that made it; null for that of the setting.</summary>
    public float? UnknownThreshold { get; init; }

    /// <summary>The likeliest intent.</summary>
    public IntentScore Top => Intents.Count > 0 ? Intents[0] : new(Understanding.Intents.Other, 0);

    /// <summary>The value of the last mention of a slot; null when there is none.</summary>
    public string? Slot(string name)
    {
        for (var i = Slots.Count - 1; i >= 0; i--)
        {
            if (Slots[i].Slot == name)
                return Slots[i].Value;
        }
        return null;
    }
}

/// <summary>One turn of the shopper, understood: a message, or a burst of them.</summary>
/// <param name="OperationId">Conversation and first inbox number: the same when the turn is run again.</param>
/// <param name="Tenant">The shop.</param>
/// <param name="At">When the last message was accepted.</param>
/// <param name="Segments">In the order they were said; at least one.</param>
/// <param name="Sentiment">-1, 0 or 1 of the turn.</param>
/// <param name="SentimentConfidence">0 to 1.</param>
public sealed record Turn(
    string OperationId,
    string Tenant,
    DateTimeOffset At,
    IReadOnlyList<Segment> Segments,
    int Sentiment,
    float SentimentConfidence)
{
    /// <summary>The conversation's id.</summary>
    public string Conversation => OperationId[..OperationId.LastIndexOf(':')];

    /// <summary>The shopper's pseudonym; empty where nobody is known, such as in a trial.</summary>
    public string Shopper { get; init; } = "";

    /// <summary>Id of the product page the shopper stands on.</summary>
    public string? Page { get; init; }

    /// <summary>The shop's id of the shopper, where the channel proved it.</summary>
    public string? Member { get; init; }

    /// <summary>The shopper sent a picture, voice or file.</summary>
    public bool HasMedia { get; init; }

    /// <summary>The model could not be asked: intents come from the flows' keywords.</summary>
    public bool Degraded { get; init; }
}
