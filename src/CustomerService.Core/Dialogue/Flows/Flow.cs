using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CustomerService.Core.Dialogue.Facts;

namespace CustomerService.Core.Dialogue.Flows;

/// <summary>A slot that a flow needs before it looks anything up.</summary>
/// <param name="Name">One of the slot names.</param>
/// <param name="Ask">The question for it.</param>
/// <param name="Pattern">What a value must match, null for anything.</param>
/// <param name="Invalid">Said when it does not match.</param>
public sealed record SlotRule(string Name, string Ask, Regex? Pattern, string? Invalid);

/// <summary>What is said on an outcome, and what follows.</summary>
/// <param name="Say">A template.</param>
public sealed record Answer(string Say)
{
    /// <summary>The slots this answer asks for; empty when it is no question.</summary>
    public ImmutableArray<string> Ask { get; init; } = [];

    /// <summary>Texts to offer for one tap.</summary>
    public ImmutableArray<string> QuickReplies { get; init; } = [];

    /// <summary>The action to take when the shopper says yes.</summary>
    public string? Confirm { get; init; }

    /// <summary>The reason of the hand-over that follows; null when none does.</summary>
    public string? Handover { get; init; }

    /// <summary>Whether the common words of a hand-over follow; not where the answer says it in words of its own.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>
    /// Says that all is done already: an upset shopper has a turn more to see that, with a human a tap away, before one is
    /// called.
    /// </summary>
    public bool Settles { get; init; }
}

/// <summary>One way of talking: which intents start it, what it asks, what it looks up, what it says.</summary>
/// <param name="Name">Unique.</param>
public sealed record Flow(string Name)
{
    /// <summary>Intents that start it.</summary>
    public ImmutableArray<string> Intents { get; init; } = [];

    /// <summary>Words that start it when the model cannot be asked.</summary>
    public ImmutableArray<string> Keywords { get; init; } = [];

    /// <summary>Slots it cannot do without, in the order of asking.</summary>
    public ImmutableArray<SlotRule> Slots { get; init; } = [];

    /// <summary>Kinds of facts, asked in this order until one has something to say.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>
    /// Words of a question about the rules: with one of them the knowledge base is asked before the shop's data, where
    /// its exact entries are, else first of all.
    /// </summary>
    public ImmutableArray<string> KnowledgeFirst { get; init; } = [];

    /// <summary>Words that go on with this flow while it is under discussion, where no intent is sure.</summary>
    public ImmutableArray<string> FollowUps { get; init; } = [];

    /// <summary>What is asked of this flow by its words alone, whatever a model reads in them; null for nothing.</summary>
    public Regex? Decides { get; init; }

    /// <summary>What goes on with this flow while it is under discussion, whatever a model reads in it; null for nothing.</summary>
    public Regex? GoesOn { get; init; }

    /// <summary>The facts for a text, in the order of asking.</summary>
    public ImmutableArray<string> FactsFor(string text)
    {
        if (!Facts.Contains(FaqFact.Name) || !KnowledgeFirst.Any(w => text.Contains(w, StringComparison.Ordinal)))
            return Facts;
        var others = Facts.Remove(FaqFact.Name);
        return others.Insert(Math.Max(0, others.IndexOf(FaqFact.Exact)), FaqFact.Name);
    }

    /// <summary>By outcome, or by <c>kind.outcome</c> where two kinds share a name.</summary>
    public ImmutableDictionary<string, Answer> Answers { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>Said when no fact has anything to say; for a flow without facts, its answer.</summary>
    public Answer? Otherwise { get; init; }

    /// <summary>Small talk: it neither closes nor resumes what is under discussion.</summary>
    public bool Aside { get; init; }
}
