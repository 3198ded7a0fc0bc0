using System.Numerics.Tensors;

namespace CustomerService.Language.Retrieval;

/// <summary>The best of many by scores that are nearly right.</summary>
internal static class Ranking
{
    /// <summary>Scores that are passed over together where not even their greatest counts: soon it hardly ever does.</summary>
    private const int Block = 512;

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
        for (var start = 0; start < near.Length; start += Block)
        {
            var end = Math.Min(near.Length, start + Block);
            if (TensorPrimitives.Max(near[start..end]) < least)
                continue;
            for (var i = start; i < end; i++)
            {
                if (near[i] >= least)
                    candidates.Add((i, exact(i)));
            }
        }
        return [.. candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Index).Take(limit)];
    }

    // The least of the greatest.
    private static float Least(ReadOnlySpan<float> scores, int limit)
    {
        var best = new PriorityQueue<float, float>(limit + 1);
        for (var start = 0; start < scores.Length; start += Block)
        {
            var block = scores[start..Math.Min(scores.Length, start + Block)];
            if (best.Count == limit && TensorPrimitives.Max(block) <= best.Peek())
                continue;
            foreach (var score in block)
            {
                if (best.Count < limit)
                    best.Enqueue(score, score);
                else if (score > best.Peek())
                    best.EnqueueDequeue(score, score);
            }
        }
        return best.Count == 0 ? 0 : best.Peek();
    }
}
