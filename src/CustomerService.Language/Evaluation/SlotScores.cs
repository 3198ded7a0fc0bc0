namespace CustomerService.Language.Evaluation;

/// <summary>How well one slot is found. A mention counts where it overlaps one that is marked with the same slot.</summary>
/// <param name="Slot">The slot; <c>all</c> for all of them.</param>
/// <param name="Marked">By a person.</param>
/// <param name="Found">By the product.</param>
/// <param name="Precision">Share of the found ones that are marked.</param>
/// <param name="Recall">Share of the marked ones that are found.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="ExactF1">The same where only those count that begin and end where they are marked.</param>
public sealed record SlotScore(string Slot, int Marked, int Found, double Precision, double Recall, double F1, double ExactF1);

/// <summary>Holds found slots to marked ones.</summary>
public static class SlotScores
{
    /// <summary>By slot, and all together last; null where there are no rows.</summary>
    public static IReadOnlyList<SlotScore>? Of(IReadOnlyList<(IReadOnlyList<MarkedSlot> Marked, IReadOnlyList<MarkedSlot> Found)> rows)
    {
        if (rows.Count == 0)
            return null;
        string[] slots = [.. rows.SelectMany(r => r.Marked).Select(m => m.Slot).Distinct().Order(StringComparer.Ordinal)];
        return [.. slots.Select(s => Score(rows, s, m => m.Slot == s)), Score(rows, "all", _ => true)];
    }

    private static SlotScore Score(
        IReadOnlyList<(IReadOnlyList<MarkedSlot> Marked, IReadOnlyList<MarkedSlot> Found)> rows, string slot, Func<MarkedSlot, bool> counts)
    {
        var (marked, found, right, exact) = (0, 0, 0, 0);
        foreach (var row in rows)
        {
            MarkedSlot[] wanted = [.. row.Marked.Where(counts)];
            MarkedSlot[] given = [.. row.Found.Where(counts)];
            (marked, found) = (marked + wanted.Length, found + given.Length);
            right += Pairs(wanted, given, (a, b) => a.Slot == b.Slot && a.Start < b.End && b.Start < a.End);
            exact += Pairs(wanted, given, (a, b) => a == b);
        }
        return new(
            slot, marked, found, ClassScores.Share(right, found), ClassScores.Share(right, marked),
            ClassScores.Share(2 * right, marked + found), ClassScores.Share(2 * exact, marked + found));
    }

    // Each counts once: two halves of one are one found and one too many.
    private static int Pairs(MarkedSlot[] wanted, MarkedSlot[] given, Func<MarkedSlot, MarkedSlot, bool> match)
    {
        var left = given.ToList();
        var pairs = 0;
        foreach (var one in wanted)
        {
            var at = left.FindIndex(g => match(one, g));
            if (at < 0)
                continue;
            left.RemoveAt(at);
            pairs++;
        }
        return pairs;
    }
}
