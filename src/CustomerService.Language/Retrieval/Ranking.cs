namespace CustomerService.Language.Retrieval;

/// <summary>The best of many by scores that are nearly right.</summary>
internal static class Ranking
{
    /// <summary>
    /// The greatest exact scores, best first: exact ones are asked only where the near ones leave a doubt.
    /// </summary>
    /// <param name="near">Scores of all.</param>
    /// <param name="error">How far off they are at most.</param>
    /// <param name="limit">At most this many, at least 1.</param>
    /// <param name="exact">The right score of one.</param>
    public static (int Index, float Score)[] Best(ReadOnlySpan<float> near, float error, int limit, Func<int, float> exact)
    {
        var least = Least(near, limit) - (2 * error);
        var candidates = new List<(int Index, float Score)>();
        for (var i = 0; i < near.Length; i++)
        {
            if (near[i] >= least)
                candidates.Add((i, exact(i)));
        }
        return [.. candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Index).Take(limit)];
    }

    // The least of the greatest.
    private static float Least(ReadOnlySpan<float> scores, int limit)
    {
        var best = new PriorityQueue<float, float>(limit + 1);
        foreach (var score in scores)
        {
            if (best.Count < limit)
                best.Enqueue(score, score);
            else if (score > best.Peek())
                best.EnqueueDequeue(score, score);
        }
        return best.Count == 0 ? 0 : best.Peek();
    }
}
