using System.Runtime.CompilerServices;
using CustomerService.Core.Knowledge;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Finds the entry nearest to what was said: searched once a segment, however many facts of its turn ask.</summary>
/// <param name="knowledge">Where to search.</param>
public sealed class FaqSearch(IKnowledge knowledge)
{
    private readonly ConditionalWeakTable<Segment, Task<FaqMatch?>> found = [];

    /// <summary>The nearest entry; null where there is none or the model could not be asked.</summary>
    /// <param name="segment">By reference: a turn keeps its segments.</param>
    /// <param name="tenant">The shop.</param>
    /// <param name="budget">The turn's.</param>
    public Task<FaqMatch?> Nearest(Segment segment, string tenant, CancellationToken budget) =>
        found.GetValue(segment, s => Search(s, tenant, budget));

    private async Task<FaqMatch?> Search(Segment segment, string tenant, CancellationToken budget)
    {
        // What nobody has read is a turn whose model is away or slow, and the knowledge base may be waiting for it too.
        if (segment.Vector.Values.IsEmpty && segment.Intents.Count == 0)
            return null;
        var matches = await knowledge.Search(tenant, segment.Text, segment.Vector, 1, budget);
        return matches.Count == 0 ? null : matches[0];
    }
}
