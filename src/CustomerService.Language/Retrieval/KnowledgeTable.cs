using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Retrieval;

/// <summary>The questions of one tenant.</summary>
internal sealed class KnowledgeTable(IReadOnlyList<FaqEntry> entries, WordingTable wordings)
{
    public int Wordings => wordings.Wordings;

    public static async Task<KnowledgeTable> Build(
        IReader reader, IReadOnlyList<FaqEntry> entries, CancellationToken cancellationToken) =>
        new(entries, await WordingTable.Build(
            reader, entries.Select(e => e.Similar.Prepend(e.Question)), cancellationToken));

    /// <summary>The entries with the greatest scores, best first.</summary>
    public IReadOnlyList<FaqMatch> Search(ReadOnlySpan<float> embedding, int limit) =>
    [
        .. wordings.Score(embedding)
            .Select((score, i) => new FaqMatch(entries[i], score))
            .OrderByDescending(match => match.Score)
            .Take(limit),
    ];
}
