using System.Numerics.Tensors;

namespace CustomerService.Language.Retrieval;

/// <summary>Vectors of one size, one behind the other in memory.</summary>
internal sealed class VectorRows
{
    /// <summary>Rows that a core takes at a time: 2 MB of them, far above what handing them out costs.</summary>
    private const int Block = 1024;

    private readonly float[] values;
    private readonly int size;

    public VectorRows(IReadOnlyList<float[]> rows)
    {
        Count = rows.Count;
        size = rows.Count == 0 ? 0 : rows[0].Length;
        values = new float[(long)Count * size];
        for (var i = 0; i < Count; i++)
            rows[i].CopyTo(values, i * size);
    }

    public int Count { get; }

    /// <summary>The inner product of a vector with every row.</summary>
    public float[] Dots(float[] vector)
    {
        var dots = new float[Count];
        var blocks = (Count + Block - 1) / Block;
        if (blocks <= 2)
            Fill(0, Count);
        else
            Parallel.For(0, blocks, b => Fill(b * Block, Math.Min(Count, (b + 1) * Block)));
        return dots;

        void Fill(int from, int to)
        {
            for (var i = from; i < to; i++)
                dots[i] = TensorPrimitives.Dot(vector, values.AsSpan(i * size, size));
        }
    }
}
