using CustomerService.Core.Knowledge;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>An entry of the knowledge base that answers the question.</summary>
/// <param name="name">faq_exact or faq.</param>
/// <param name="search">Shared by both.</param>
/// <param name="least">How far the entry must be the answer.</param>
public sealed class FaqFact(string name, FaqSearch search, FaqNearness least) : IFactProvider
{
    /// <summary>The kind that takes a likely entry.</summary>
    public const string Name = "faq";

    /// <summary>The kind that takes an entry only where it is all but the question itself.</summary>
    public const string Exact = "faq_exact";

    /// <summary>The outcome that has an entry.</summary>
    public const string Found = "found";

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(name, [], new FactOutcome(Found, "answer", "title", "intent")) { ReadsText = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        // How it is done is no answer to "帮我取消"; what comes after the shop's data may still tell.
        if (name != Name && PersonalWords.AskToAct(context.Segment(query)))
            return new Fact(name, Fact.None);
        var nearest = await search.Nearest(context.Segment(query), context.Tenant, cancellationToken);
        return nearest is not { Entry: var entry, Nearness: var nearness } || nearness < least
            ? new Fact(name, Fact.None)
            : new Fact(name, Found).With("answer", entry.Answer).With("title", entry.Question).With("intent", entry.Intent);
    }
}
