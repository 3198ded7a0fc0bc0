using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>Memory of one batch's tensors, kept from batch to batch; it grows to the largest batch and stays.</summary>
/// <param name="inputs">2, or 3 where the graph wants token types.</param>
/// <param name="widths">Columns of each output of a row.</param>
/// <param name="tokenWidth">Columns of the output behind those that has them for each token; 0 where there is none.</param>
internal sealed class ModelBuffers(int inputs, int[] widths, int tokenWidth = 0)
{
    private readonly float[][] results = [.. widths.Select(_ => Array.Empty<float>())];
    private long[] ids = [];
    private long[] mask = [];
    private long[] types = [];
    private float[] tokens = [];
    private int length;

    /// <summary>Pads the rows to the longest and wraps the memory for a run.</summary>
    public Tensors Fill(IReadOnlyList<int[]> rows)
    {
        length = rows.Max(r => r.Length);
        var cells = rows.Count * length;
        Grow(cells, rows.Count);
        Array.Clear(ids, 0, cells);
        Array.Clear(mask, 0, cells);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++)
                ids[(i * length) + j] = row[j];
            Array.Fill(mask, 1, i * length, row.Length);
        }
        return new Tensors(
            [.. new[] { ids, mask, types }.Take(inputs).Select(a => Wrap(a, rows.Count, length))],
            [
                .. results.Select((a, i) => Wrap(a, rows.Count, widths[i])),
                .. tokenWidth > 0 ? [Wrap(tokens, rows.Count, length, tokenWidth)] : Array.Empty<OrtValue>(),
            ]);
    }

    /// <summary>One row of an output after the run.</summary>
    public ReadOnlySpan<float> Output(int output, int row) =>
        results[output].AsSpan(row * widths[output], widths[output]);

    /// <summary>The output for each token of a row of so many tokens; empty where there is none.</summary>
    public ReadOnlySpan<float> Tokens(int row, int count) =>
        tokens.AsSpan(row * length * tokenWidth, count * tokenWidth);

    private void Grow(int cells, int rows)
    {
        if (ids.Length < cells)
        {
            ids = new long[cells];
            mask = new long[cells];
            types = new long[cells];
        }
        if (tokens.Length < cells * tokenWidth)
            tokens = new float[cells * tokenWidth];
        for (var i = 0; i < widths.Length; i++)
        {
            if (results[i].Length < rows * widths[i])
                results[i] = new float[rows * widths[i]];
        }
    }

    private static OrtValue Wrap<T>(T[] memory, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        var (cells, dimensions) = (1, new long[shape.Length]);
        for (var i = 0; i < shape.Length; i++)
        {
            dimensions[i] = shape[i];
            cells *= shape[i];
        }
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, cells), dimensions);
    }

    /// <summary>The values of one run; disposing them lets go of the memory.</summary>
    internal readonly record struct Tensors(OrtValue[] Inputs, OrtValue[] Outputs) : IDisposable
    {
        public void Dispose()
        {
            foreach (var value in Inputs)
                value.Dispose();
            foreach (var value in Outputs)
                value.Dispose();
        }
    }
}
