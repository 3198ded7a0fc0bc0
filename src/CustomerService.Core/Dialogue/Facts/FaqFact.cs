using CustomerService.Core.Knowledge;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>How alike a question and an entry's wording must be, -1 to 1; measured on the sample shop's entries.</summary>
/// <param name="Exact">The same question in other words: it may come before the shop's data.</param>
/// <param name="Near">Likely the same question: it comes after the shop's data.</param>
public sealed record FaqThresholds(float Exact, float Near);

/// <summary>An entry of the knowledge base that answers the question.</summary>
/// <param name="name">faq_exact or faq.</param>
/// <param name="knowledge">Where to search.</param>
/// <param name="threshold">The least likeness.</param>
public sealed class FaqFact(string name, IKnowledge knowledge, float threshold) : IFactProvider
{
    /// <summary>The kind that takes a likely entry.</summary>
    public const string Name = "faq";

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(name, [], new FactOutcome("found", "answer", "title")) { ReadsText = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var segment = context.Segment(query);
        if (segment.Embedding.IsEmpty)
            return new Fact(name, Fact.None);
        var found = await knowledge.Search(context.Tenant, segment.Text, segment.Embedding, 1, cancellationToken);
        return found is [{ Score: var score, Entry: var entry }, ..] && score >= threshold
            ? new Fact(name, "found").With("answer", entry.Answer).With("title", entry.Question)
            : new Fact(name, Fact.None);
    }
}
