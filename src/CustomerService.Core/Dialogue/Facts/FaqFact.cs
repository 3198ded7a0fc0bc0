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
    public FactKind Kind { get; } = new(name, [], new FactOutcome("found", "answer", "title", "intent")) { ReadsText = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var segment = context.Segment(query);
        if (segment.Embedding.IsEmpty)
            return new Fact(name, Fact.None);
        var found = await knowledge.Search(context.Tenant, segment.Text, segment.Embedding, Candidates, cancellationToken);
        var best = found.Where(m => m.Score >= threshold)
            .OrderByDescending(m => m.Score + (IntentWeight * ConfidenceIn(m.Entry.Intent, segment))).Select(m => m.Entry).FirstOrDefault();
        return best is null
            ? new Fact(name, Fact.None)
            : new Fact(name, "found").With("answer", best.Answer).With("title", best.Question).With("intent", best.Intent);
    }

    // Among entries worded alike the one of the intent that was read is right more often: 59.5 % against 57.2 % first
    // when each wording of the sample shop is left out in turn.
    private const float IntentWeight = 0.1f;
    private const int Candidates = 3;

    private static float ConfidenceIn(string intent, Segment segment) =>
        segment.Intents.FirstOrDefault(i => i.Intent == intent).Confidence;
}
