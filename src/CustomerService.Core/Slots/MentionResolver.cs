namespace CustomerService.Core.Slots;

/// <summary>Chooses among candidates that overlap: the longest, then the first, then the surer.</summary>
internal static class MentionResolver
{
    public static List<SlotCandidate> Resolve(List<SlotCandidate> candidates, int textLength)
    {
        candidates.Sort(Compare);
        var taken = new bool[textLength];
        var chosen = new List<SlotCandidate>();
        foreach (var candidate in candidates)
        {
            var span = taken.AsSpan(candidate.Start, candidate.Length);
            if (candidate.Length == 0 || span.Contains(true))
                continue;
            span.Fill(true);
            chosen.Add(candidate);
        }
        chosen.Sort((a, b) => a.Start.CompareTo(b.Start));
        return chosen;
    }

    private static int Compare(SlotCandidate a, SlotCandidate b)
    {
        var order = b.Length.CompareTo(a.Length);
        if (order == 0)
            order = a.Start.CompareTo(b.Start);
        return order == 0 ? a.Rank.CompareTo(b.Rank) : order;
    }
}
