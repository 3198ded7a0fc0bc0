using System.Numerics.Tensors;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Things that have one or more wordings, found by the likeness of a text's vector. All rows are searched: a thousand of
/// 512 values take less time than the reading of the text, so no approximate index is worth its misses.
/// </summary>
internal sealed class WordingTable
{
    /// <summary>
    /// Share of the second nearest wording in a score: two wordings that agree beat one that happens to be near. Leaving
    /// out one wording of a shop's 820, the right entry came first in 57.2 % (54.1 % by the nearest alone, 55.0 % with
    /// centring alone). Mixing in the pairs of characters that two texts share made it worse, so it is not done.
    /// </summary>
    private const float SecondShare = 0.4f;

    /// <summary>Rows by which half of their mean is trusted to be what all texts share, and taken away.</summary>
    private const float CentringRows = 16;

    private readonly float[][] rows;
    private readonly int[] ends;
    private readonly float[] centre;

    private WordingTable(float[][] rows, int[] ends)
    {
        this.rows = rows;
        this.ends = ends;
        centre = CentreOf(rows);
        foreach (var row in rows)
            Centre(row, row);
    }

    public int Things => ends.Length;

    public int Wordings => rows.Length;

    /// <summary>Embeds the wordings of each thing, at least one a thing.</summary>
    public static async Task<WordingTable> Build(
        IReader reader, IEnumerable<IEnumerable<string>> things, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        List<int> counts = [];
        foreach (var wordings in things)
        {
            texts.AddRange(wordings);
            counts.Add(texts.Count);
        }
        List<float[]> vectors = new(texts.Count);
        // Small passes, so that shoppers' texts find room between them.
        foreach (var chunk in texts.Chunk(64))
            vectors.AddRange((await reader.Read(chunk, cancellationToken)).Select(r => r.Embedding.ToArray()));
        return new WordingTable([.. vectors], [.. counts]);
    }

    /// <summary>The score of each thing, -1 to 1, for a vector of length one.</summary>
    /// <exception cref="ArgumentException">The vector is of another size: it was made by another model.</exception>
    public float[] Score(ReadOnlySpan<float> vector)
    {
        if (rows.Length > 0 && vector.Length != centre.Length)
        {
            throw new ArgumentException(
                $"The vector has {vector.Length} values, the index {centre.Length}.", nameof(vector));
        }
        var centred = new float[centre.Length];
        var cosines = new float[rows.Length];
        if (rows.Length > 0)
            Centre(vector, centred);
        for (var i = 0; i < rows.Length; i++)
            cosines[i] = TensorPrimitives.Dot<float>(centred, rows[i]);
        var scores = new float[ends.Length];
        for (int i = 0, start = 0; i < scores.Length; start = ends[i++])
            scores[i] = ScoreOf(cosines.AsSpan(start, ends[i] - start));
        return scores;
    }

    private static float ScoreOf(Span<float> cosines)
    {
        cosines.Sort();
        var best = cosines[^1];
        return cosines.Length == 1 ? best : ((1 - SecondShare) * best) + (SecondShare * cosines[^2]);
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
