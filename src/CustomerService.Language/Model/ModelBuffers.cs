using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>Memory of one batch's tensors, kept from batch to batch; it grows to the largest batch and stays.</summary>
/// <param name="inputs">2, or 3 where the graph wants token types.</param>
/// <param name="widths">Columns of each output.</param>
internal sealed class ModelBuffers(int inputs, int[] widths)
{
    private readonly float[][] results = [.. widths.Select(_ => Array.Empty<float>())];
    private long[] ids = [];
    private long[] mask = [];
    private long[] types = [];

    /// <summary>Pads the rows to the longest and wraps the memory for a run.</summary>
    public Tensors Fill(IReadOnlyList<int[]> rows)
    {
        var length = rows.Max(r => r.Length);
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
            [.. results.Select((a, i) => Wrap(a, rows.Count, widths[i]))]);
    }

    /// <summary>One row of an output after the run.</summary>
    public ReadOnlySpan<float> Output(int output, int row) =>
        results[output].AsSpan(row * widths[output], widths[output]);

    private void Grow(int cells, int rows)
    {
        if (ids.Length < cells)
        {
            ids = new long[cells];
            mask = new long[cells];
            types = new long[cells];
        }
        for (var i = 0; i < widths.Length; i++)
        {
            if (results[i].Length < rows * widths[i])
                results[i] = new float[rows * widths[i]];
        }
    }

    private static OrtValue Wrap<T>(T[] memory, int rows, int columns)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, rows * columns), [rows, columns]);

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
