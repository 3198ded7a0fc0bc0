using System.Collections.Immutable;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>One outcome of a kind of fact.</summary>
/// <param name="Name">As flows write it.</param>
/// <param name="Values">The values a template may show then.</param>
public sealed record FactOutcome(string Name, params ImmutableArray<string> Values)
{
    /// <summary>A flow need not answer it: written before the outcome was known, it goes on to its next fact.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A kind of fact: what it needs and what it can say. Flows are checked against it at load.</summary>
/// <param name="Name">As flows write it.</param>
/// <param name="Slots">The slots handed to the provider.</param>
/// <param name="Outcomes">All it can say, besides <see cref="Fact.Unavailable"/> and <see cref="Fact.None"/>.</param>
public sealed record FactKind(string Name, ImmutableArray<string> Slots, params ImmutableArray<FactOutcome> Outcomes)
{
    /// <summary>It changes something, so it runs only after the shopper's yes.</summary>
    public bool IsAction { get; init; }

    /// <summary>It looks at the words of the segment too.</summary>
    public bool ReadsText { get; init; }

    /// <summary>It tells of an order, so it is told who asks.</summary>
    public bool ChecksOwner { get; init; }
}
