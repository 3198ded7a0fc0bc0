using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Text;

namespace CustomerService.Language.Retrieval;

/// <summary>The questions of one tenant.</summary>
internal sealed class KnowledgeTable
{
    private readonly Dictionary<string, int> same = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<FaqEntry> entries;
    private readonly WordingTable wordings;

    private KnowledgeTable(IReadOnlyList<FaqEntry> entries, WordingTable wordings)
    {
        this.entries = entries;
        this.wordings = wordings;
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var wording in Wordings(entries[i]))
                same.TryAdd(Letters(wording), i);
        }
    }

    public int Count => wordings.Wordings;

    public static async Task<KnowledgeTable> Build(
        IReader reader, IReadOnlyList<FaqEntry> entries, CancellationToken cancellationToken) =>
        new(entries, await WordingTable.Build(reader, entries.Select(Wordings), cancellationToken));

    /// <summary>The entries with the greatest scores, best first.</summary>
    public IReadOnlyList<FaqMatch> Search(string text, ReadOnlySpan<float> embedding, int limit)
    {
        var scores = wordings.Score(embedding);
        // A tapped suggestion is answered by its own entry, whatever is near it.
        if (Letters(text) is { Length: > 0 } letters && same.TryGetValue(letters, out var own))
            scores[own] = 1;
        return
        [
            .. scores.Select((score, i) => new FaqMatch(entries[i], score))
                .OrderByDescending(match => match.Score)
                .Take(limit),
        ];
    }

    private static IEnumerable<string> Wordings(FaqEntry entry) => entry.Similar.Prepend(entry.Question);

    private static string Letters(string text) =>
        string.Concat(TextNormalizer.Normalize(text).Where(char.IsLetterOrDigit));
}
