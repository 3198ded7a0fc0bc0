namespace CustomerService.Core.Knowledge;

/// <summary>How far an entry is the answer to a question.</summary>
public enum FaqNearness
{
    /// <summary>It only is the least unlike of all.</summary>
    Far = 0,

    /// <summary>Likely the same question: it comes after the shop's data.</summary>
    Near = 1,

    /// <summary>The same question in other words: it may come before the shop's data.</summary>
    Exact = 2,
}

/// <summary>What scores mean: how alike a question and an entry must be, -1 to 1. Every way of scoring has its own.</summary>
/// <param name="Exact">Least score of <see cref="FaqNearness.Exact"/>.</param>
/// <param name="Near">Least score of <see cref="FaqNearness.Near"/>.</param>
public sealed record FaqThresholds(float Exact, float Near)
{
    /// <summary>What a score means.</summary>
    public FaqNearness Of(float score) =>
        score >= Exact ? FaqNearness.Exact : score >= Near ? FaqNearness.Near : FaqNearness.Far;
}
