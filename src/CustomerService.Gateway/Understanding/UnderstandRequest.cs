namespace CustomerService.Gateway.Understanding;

/// <summary>Texts to understand.</summary>
public sealed record UnderstandRequest
{
    /// <summary>What shoppers might write; at least one.</summary>
    public IReadOnlyList<string?>? Texts { get; init; }

    /// <summary>The shop whose catalogue slots are taken from; the default tenant where left out.</summary>
    public string? Tenant { get; init; }
}

/// <summary>What the texts mean.</summary>
public sealed record UnderstandResponse
{
    /// <summary>In the order of the texts.</summary>
    public required IReadOnlyList<UnderstandResult> Results { get; init; }
}

/// <summary>What one text means.</summary>
public sealed record UnderstandResult
{
    /// <summary>The likeliest intent.</summary>
    public required string Intent { get; init; }

    /// <summary>How sure the model is of it, 0 to 1, calibrated.</summary>
    public required double Confidence { get; init; }

    /// <summary>The next likeliest intents.</summary>
    public required IReadOnlyList<IntentAlternative> Alternatives { get; init; }

    /// <summary>-1 negative, 0 neutral, 1 positive.</summary>
    public required int Sentiment { get; init; }

    /// <summary>How sure the model is of the sentiment, 0 to 1, calibrated.</summary>
    public required double SentimentConfidence { get; init; }

    /// <summary>The id of the category that the text is about, where one is recognised.</summary>
    public string? ProductType { get; init; }

    /// <summary>
    /// Who read the text, where it was not the language model itself: <c>student</c>, the small model, or <c>rules</c>,
    /// keywords alone, because the model had no room.
    /// </summary>
    public string? ReadBy { get; init; }

    /// <summary>Slot values found, by slot; several of one slot are separated by commas.</summary>
    public required IReadOnlyDictionary<string, string> Slots { get; init; }
}

/// <summary>An intent that was less likely.</summary>
public sealed record IntentAlternative
{
    /// <summary>The intent.</summary>
    public required string Intent { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }
}
