namespace CustomerService.Language.Model;

/// <summary>One way to have ONNX Runtime compute a batch; for one thread at a time, on a session that several share.</summary>
internal interface IModelRun : IDisposable
{
    /// <summary>Computes the outputs of the rows.</summary>
    void Run(IReadOnlyList<int[]> rows);

    /// <summary>One row of an output of the last run; of the one with columns for each token, those of all tokens, padding too.</summary>
    ReadOnlySpan<float> Output(int output, int row);
}

/// <summary>Names and widths of what goes into a graph and comes out of it.</summary>
/// <param name="Inputs">Ids, mask and, where the graph wants them, token types.</param>
/// <param name="Outputs">Those that are read.</param>
/// <param name="Widths">Columns of each output.</param>
internal sealed record GraphEnds(string[] Inputs, string[] Outputs, int[] Widths)
{
    /// <summary>Which output has its columns for each token; -1 where none has.</summary>
    public int PerToken { get; init; } = -1;

    /// <summary>How many values an output has for a row of so many tokens.</summary>
    public int Row(int output, int length) => output == PerToken ? length * Widths[output] : Widths[output];

    /// <summary>The shape of an output.</summary>
    public long[] Shape(int output, int rows, int length) =>
        output == PerToken ? [rows, length, Widths[output]] : [rows, Widths[output]];

    /// <summary>Writes ids and mask, zeros to the right of shorter rows; token types are zero all over.</summary>
    public static void Pad(IReadOnlyList<int[]> rows, int length, Span<long> ids, Span<long> mask)
    {
        ids.Clear();
        mask.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++)
                ids[(i * length) + j] = row[j];
            mask.Slice(i * length, row.Length).Fill(1);
        }
    }
}
