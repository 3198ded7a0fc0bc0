using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Vectors of length one in a byte a value: a quarter of the memory to walk through, which is what an exact search
/// costs. Inner products are off by no more than a known error, so the few that matter can be computed anew.
/// </summary>
internal sealed class ByteRows
{
    /// <summary>Rows that a core takes at a time: half a megabyte of them, far above what handing them out costs.</summary>
    private const int Block = 1024;

    // A product of two such values fits a 16-bit integer.
    private const float Greatest = 127;

    private readonly sbyte[] values;
    private readonly float[] scales;
    private readonly int size;
    private readonly float rowError;

    /// <param name="count">Rows.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="fill">Writes a row, of length one.</param>
    public ByteRows(int count, int length, Action<int, Span<float>> fill)
    {
        size = (length + Vector256<sbyte>.Count - 1) / Vector256<sbyte>.Count * Vector256<sbyte>.Count;
        values = new sbyte[(long)count * size];
        scales = new float[count];
        var row = new float[length];
        for (var i = 0; i < count; i++)
        {
            fill(i, row);
            (scales[i], var error) = Quantize(row, values.AsSpan(i * size, size));
            rowError = MathF.Max(rowError, error);
        }
    }

    /// <summary>The inner products of a vector of length one with every row.</summary>
    /// <param name="vector">As long as a row.</param>
    /// <param name="dots">Takes them.</param>
    /// <returns>How far off they are at most.</returns>
    public float Dots(ReadOnlySpan<float> vector, float[] dots)
    {
        var bytes = new sbyte[size];
        var (scale, error) = Quantize(vector, bytes);
        // Widened once for all rows.
        var asked = Array.ConvertAll(bytes, b => (short)b);
        var blocks = (scales.Length + Block - 1) / Block;
        // Few rows are done before another core has heard of them.
        if (blocks <= 4)
            Fill(0, scales.Length);
        else
            Parallel.For(0, blocks, b => Fill(b * Block, Math.Min(scales.Length, (b + 1) * Block)));
        return rowError + (error * (1 + rowError));

        void Fill(int from, int to)
        {
            for (var i = from; i < to; i++)
                dots[i] = scale * scales[i] * Dot(asked, values.AsSpan(i * size, size));
        }
    }

    private static int Dot(ReadOnlySpan<short> left, ReadOnlySpan<sbyte> right)
    {
        var (sum, other) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var rights = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(right);
        var lefts = MemoryMarshal.Cast<short, Vector256<short>>(left)[..(2 * rights.Length)];
        for (var i = 0; i < rights.Length; i++)
        {
            var (low, high) = Vector256.Widen(rights[i]);
            sum += Products(lefts[2 * i], low);
            other += Products(lefts[(2 * i) + 1], high);
        }
        return Vector256.Sum(sum + other);
    }

    /// <summary>Eight sums of products; which go together does not matter, for all are added up.</summary>
    private static Vector256<int> Products(Vector256<short> left, Vector256<short> right)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(left, right);
        var (first, second) = Vector256.Widen(left * right);
        return first + second;
    }

    // The scale of the bytes, and the length of what rounding took away.
    private static (float Scale, float Error) Quantize(ReadOnlySpan<float> row, Span<sbyte> bytes)
    {
        var scale = TensorPrimitives.MaxMagnitude(row) is var greatest && MathF.Abs(greatest) > 0 ? MathF.Abs(greatest) / Greatest : 1;
        var error = 0f;
        for (var i = 0; i < row.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(row[i] / scale);
            var off = row[i] - (bytes[i] * scale);
            error += off * off;
        }
        return (scale, MathF.Sqrt(error));
    }
}
