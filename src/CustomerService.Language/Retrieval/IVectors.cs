namespace CustomerService.Language.Retrieval;

/// <summary>Sentence vectors of length one, as the model gave them.</summary>
internal interface IVectors
{
    int Count { get; }

    /// <summary>Values of a vector; 0 where there is none.</summary>
    int Size { get; }

    /// <summary>Writes a vector's values.</summary>
    void Copy(int row, Span<float> to);
}

/// <summary>Vectors held in memory.</summary>
internal sealed class MemoryVectors(IReadOnlyList<ReadOnlyMemory<float>> rows) : IVectors
{
    public int Count => rows.Count;

    public int Size => rows.Count == 0 ? 0 : rows[0].Length;

    public void Copy(int row, Span<float> to) => rows[row].Span.CopyTo(to);
}
