using System.Numerics.Tensors;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Things that have one or more wordings, found by the likeness of a text's vector. All rows are searched, in one flat
/// array: the answer is exact, and no approximate index is worth its misses at these sizes.
/// </summary>
internal sealed class WordingTable
{
    /// <summary>
    /// Share of the second nearest wording in a score: two wordings that agree beat one that happens to be near. On 249
    /// questions to the sample shop the right entry came first in 79.5 %, by the nearest alone in 76.7 %.
    /// </summary>
    private const float SecondShare = 0.4f;

    /// <summary>Rows by which half of their mean is trusted to be what all texts share, and taken away.</summary>
    private const float CentringRows = 16;

    private readonly VectorRows rows;
    private readonly int[] ends;
    private readonly float[] centre;

    private WordingTable(float[][] vectors, int[] ends)
    {
        this.ends = ends;
        centre = CentreOf(vectors);
        foreach (var row in vectors)
            Centre(row, row);
        rows = new VectorRows(vectors);
    }

    public int Things => ends.Length;

    public int Wordings => rows.Count;

    /// <summary>Embeds the wordings of each thing, at least one a thing.</summary>
    public static async Task<WordingTable> Build(
        TextVectors vectors, IEnumerable<IEnumerable<string>> things, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        List<int> counts = [];
        foreach (var wordings in things)
        {
            texts.AddRange(wordings);
            counts.Add(texts.Count);
        }
        return new WordingTable(await vectors.Of(texts, cancellationToken), [.. counts]);
    }

    /// <summary>The score of each thing, -1 to 1, for a vector of length one.</summary>
    /// <exception cref="ArgumentException">The vector is of another size: it was made by another model.</exception>
    public float[] Score(ReadOnlySpan<float> vector)
    {
        if (rows.Count > 0 && vector.Length != centre.Length)
        {
            throw new ArgumentException(
                $"The vector has {vector.Length} values, the index {centre.Length}.", nameof(vector));
        }
        if (rows.Count == 0)
            return new float[ends.Length];
        var centred = new float[centre.Length];
        Centre(vector, centred);
        var cosines = rows.Dots(centred);
        var scores = new float[ends.Length];
        for (int i = 0, start = 0; i < scores.Length; start = ends[i++])
            scores[i] = ScoreOf(cosines.AsSpan(start, ends[i] - start));
        return scores;
    }

    private static float ScoreOf(ReadOnlySpan<float> cosines)
    {
        var (best, second) = (float.NegativeInfinity, float.NegativeInfinity);
        foreach (var cosine in cosines)
        {
            second = MathF.Max(second, MathF.Min(best, cosine));
            best = MathF.Max(best, cosine);
        }
        return cosines.Length == 1 ? best : ((1 - SecondShare) * best) + (SecondShare * second);
    }

    private static float[] CentreOf(float[][] rows)
    {
        var sum = new float[rows.Length == 0 ? 0 : rows[0].Length];
        foreach (var row in rows)
            TensorPrimitives.Add(sum, row, sum);
        TensorPrimitives.Divide(sum, rows.Length + CentringRows, sum);
        return sum;
    }

    /// <summary>Sentence vectors all point a little the same way; without that part, unlike texts are farther apart.</summary>
    private void Centre(ReadOnlySpan<float> vector, Span<float> centred)
    {
        TensorPrimitives.Subtract(vector, centre, centred);
        TensorPrimitives.Divide(centred, TensorPrimitives.Norm<float>(centred), centred);
    }
}
