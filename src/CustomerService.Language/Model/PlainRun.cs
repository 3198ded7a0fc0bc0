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

    public void Run(IReadOnlyList<int[]> rows)
    {
        var length = rows.Max(r => r.Length);
        var cells = rows.Count * length;
        Grow(cells, rows.Count);
        GraphEnds.Pad(rows, length, ids.AsSpan(0, cells), mask.AsSpan(0, cells));
        OrtValue[] inputs = [.. new[] { ids, mask, types }.Take(ends.Inputs.Length).Select(a => Wrap(a, rows.Count, length))];
        OrtValue[] outputs = [.. results.Select((a, i) => Wrap(a, rows.Count, ends.Widths[i]))];
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
        results[output].AsSpan(row * ends.Widths[output], ends.Widths[output]);

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
            if (results[i].Length < rows * ends.Widths[i])
                results[i] = new float[rows * ends.Widths[i]];
        }
    }

    private static OrtValue Wrap<T>(T[] memory, int rows, int columns)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, rows * columns), [rows, columns]);
}
