using CustomerService.Contracts.Understanding;

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

/// <summary>What a score means by a scale.</summary>
public static class FaqScales
{
    /// <summary>How near an entry of this score is.</summary>
    public static FaqNearness Of(this FaqScale scale, float score) =>
        score >= scale.Exact ? FaqNearness.Exact : score >= scale.Near ? FaqNearness.Near : FaqNearness.Far;
}
