using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>A question to the shop's data; equal when kind and arguments are.</summary>
public sealed record FactQuery
{
    /// <summary>Builds a query; arguments that are null are left out.</summary>
    public FactQuery(string kind, params ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        Kind = kind;
        var builder = DialogueState.NoSlots.ToBuilder();
        foreach (var (name, value) in arguments)
        {
            if (value is not null)
                builder[name] = value;
        }
        Arguments = builder.ToImmutable();
    }

    /// <summary>Which provider answers.</summary>
    public string Kind { get; }

    /// <summary>What it is asked: slot names and the engine's own (<c>segment</c>, <c>member</c>, <c>operation</c>).</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; }

    /// <summary>An argument, null when it is not given.</summary>
    public string? this[string name] => Arguments.GetValueOrDefault(name);

    /// <inheritdoc/>
    public bool Equals(FactQuery? other) =>
        other is not null && Kind == other.Kind && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Kind, StringComparer.Ordinal);
        foreach (var (name, value) in Arguments)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }
        return hash.ToHashCode();
    }
}

/// <summary>What the shop's data says.</summary>
/// <param name="Kind">The kind asked.</param>
/// <param name="Outcome">One of the kind's outcomes; flows answer by it.</param>
public sealed record Fact(string Kind, string Outcome)
{
    /// <summary>The outcome of a provider that failed or took too long; every kind has it.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The outcome of a provider that has nothing to say; the flow's next fact is asked.</summary>
    public const string None = "none";

    /// <summary>What templates may show.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Shown beside the text.</summary>
    public ImmutableArray<Card> Cards { get; init; } = [];

    /// <summary>Texts to offer for one tap.</summary>
    public ImmutableArray<string> QuickReplies { get; init; } = [];

    /// <summary>A list the shopper may choose from by number: values of <see cref="OptionSlot"/>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The slot that <see cref="Options"/> are values of.</summary>
    public string? OptionSlot { get; init; }

    /// <summary>Slots the provider settled: the one order a member has, the one variant left.</summary>
    public ImmutableDictionary<string, string> Settled { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Of a question: the slots that are missing.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Of an action that did something: what a shop's own systems may want to hear of.</summary>
    public WebhookEvent? Happened { get; init; }

    /// <summary>Adds a value for templates.</summary>
    public Fact With(string name, string value) => this with { Values = Values.SetItem(name, value) };
}
