using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>Runs on memory of this process, kept from batch to batch; it grows to the largest batch and stays.</summary>
internal sealed class PlainRun(InferenceSession session, GraphEnds ends) : IModelRun
{
    private static readonly RunOptions Settings = new();

    private readonly float[][] results = [.. ends.Widths.Select(_ => Array.Empty<float>())];
    private long[] ids = [];
    private long[] mask = [];
    private long[] types = [];
    private int length;

    public void Run(IReadOnlyList<int[]> rows)
    {
        length = rows.Max(r => r.Length);
        var cells = rows.Count * length;
        Grow(cells, rows.Count);
        GraphEnds.Pad(rows, length, ids.AsSpan(0, cells), mask.AsSpan(0, cells));
        OrtValue[] inputs = [.. new[] { ids, mask, types }.Take(ends.Inputs.Length).Select(a => Wrap(a, [rows.Count, length], cells))];
        OrtValue[] outputs = [.. results.Select((a, i) => Wrap(a, ends.Shape(i, rows.Count, length), rows.Count * ends.Row(i, length)))];
        try
        {
            session.Run(Settings, ends.Inputs, inputs, ends.Outputs, outputs);
        }
        finally
        {
            foreach (var value in inputs.Concat(outputs))
                value.Dispose();
        }
    }

    public ReadOnlySpan<float> Output(int output, int row) =>
        results[output].AsSpan(row * ends.Row(output, length), ends.Row(output, length));

    public void Dispose()
    {
    }

    private void Grow(int cells, int rows)
    {
        if (ids.Length < cells)
        {
            ids = new long[cells];
            mask = new long[cells];
            types = new long[cells];
        }
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Length < rows * ends.Row(i, length))
                results[i] = new float[rows * ends.Row(i, length)];
        }
    }

    private static OrtValue Wrap<T>(T[] memory, long[] shape, int values)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, values), shape);
}
