namespace CustomerService.Contracts.Understanding;

/// <summary>An intent and how sure the model is of it.</summary>
/// <param name="Intent">An id of the label set, such as <c>stock</c>.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.IntentScore")]
public readonly record struct IntentScore([property: Id(0)] string Intent, [property: Id(1)] float Confidence);

/// <summary>A stretch of a text that the model takes for the value of a slot.</summary>
/// <param name="Slot"><c>product</c>, <c>colour</c>, <c>spec</c>, <c>size</c>, <c>quantity</c>, <c>order</c>, <c>place</c>, <c>date</c> or <c>amount</c>.</param>
/// <param name="Start">Where it starts in the normalised text, UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Confidence">Probability of the slot at its least sure token, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.SlotSpan")]
public readonly record struct SlotSpan(
    [property: Id(0)] string Slot, [property: Id(1)] int Start, [property: Id(2)] int Length, [property: Id(3)] float Confidence);

/// <summary>What scores of the knowledge base mean with a model's vectors, -1 to 1.</summary>
/// <param name="Exact">Least score of the same question in other words.</param>
/// <param name="Near">Least score of what is likely the same question.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.FaqScale")]
public readonly record struct FaqScale([property: Id(0)] float Exact, [property: Id(1)] float Near);

/// <summary>Who read a text.</summary>
[GenerateSerializer, Alias("CustomerService.ReadBy")]
public enum ReadBy
{
    /// <summary>The language model.</summary>
    Model = 0,

    /// <summary>The small model, in its place or before it.</summary>
    Student = 1,

    /// <summary>Keywords, because the model had no room.</summary>
    Rules = 2,
}

/// <summary>What the model reads in one text.</summary>
/// <param name="Intents">The likeliest intents, best first; at least one.</param>
/// <param name="Sentiment">-1, 0 or 1.</param>
/// <param name="SentimentConfidence">Calibrated probability of <paramref name="Sentiment"/>, 0 to 1.</param>
/// <param name="Embedding">
/// Sentence vector of length one; its size is the model's. Empty where the text was not read by the model whose vectors
/// the indexes hold.
/// </param>
[GenerateSerializer, Immutable, Alias("CustomerService.Reading")]
public sealed record Reading(
    [property: Id(0)] IReadOnlyList<IntentScore> Intents,
    [property: Id(1)] int Sentiment,
    [property: Id(2)] float SentimentConfidence,
    [property: Id(3)] float[] Embedding)
{
    /// <summary>Who read it.</summary>
    [Id(4)]
    public ReadBy By { get; init; }

    /// <summary>Slots that the model is sure enough of, in the order of the text; null from a model without that head.</summary>
    [Id(5)]
    public IReadOnlyList<SlotSpan>? Spans { get; init; }

    /// <summary>
    /// SHA-256 of the model that made <see cref="Embedding"/>, hexadecimal: vectors of two models cannot be compared. Null
    /// where there is none, or from a silo of a version that does not tell.
    /// </summary>
    [Id(6)]
    public string? EmbeddedBy { get; init; }

    /// <summary>
    /// Below this confidence its intent counts as not understood, as the model says that read it; null where no model did,
    /// or from a silo of a version that does not tell.
    /// </summary>
    [Id(7)]
    public float? UnknownThreshold { get; init; }

    /// <summary>What scores mean with <see cref="EmbeddedBy"/>'s vectors; null where that is.</summary>
    [Id(8)]
    public FaqScale? Faq { get; init; }
}
