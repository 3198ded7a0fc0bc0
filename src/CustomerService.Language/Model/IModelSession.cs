using CustomerService.Contracts.Understanding;

namespace CustomerService.Language.Model;

/// <summary>Runs the model on batches; the seam between batching and ONNX Runtime.</summary>
internal interface IModelSession
{
    /// <summary>Most tokens of a row.</summary>
    int MaxTokens { get; }

    /// <summary>Readings in the order of the rows; called by as many threads at once as batches are computed at once.</summary>
    /// <param name="rows">At least one; each 1 to <see cref="MaxTokens"/> ids.</param>
    Reading[] Run(IReadOnlyList<int[]> rows);
}
