using System.Buffers;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// A number for each of many, in memory that is used again: for 100,000 entries an array is a large object, and new ones
/// cost a full collection now and then.
/// </summary>
/// <param name="count">How many; they hold anything at first.</param>
internal sealed class PooledScores(int count) : IDisposable
{
    /// <summary>At least so many.</summary>
    public float[] Array { get; } = ArrayPool<float>.Shared.Rent(count);

    public Span<float> Span => Array.AsSpan(0, count);

    /// <summary>Once, by whoever made it.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(Array);
}
