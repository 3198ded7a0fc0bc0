using System.Numerics.Tensors;
using CustomerService.Contracts.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Text;

namespace CustomerService.Language.Model;

/// <summary>A loaded model with its own words and batcher; it goes when it is out of use and its last text is read.</summary>
internal sealed class ModelVersion(ModelManifest manifest, Func<string, int[]> encode, DynamicBatcher batcher, IDisposable session)
    : IDisposable
{
    // The slot's own stay is the first.
    private int stays = 1;

    public ModelManifest Manifest => manifest;

    public DynamicBatcher Batcher => batcher;

    /// <summary>Stays until <see cref="Leave"/>; false when it has gone.</summary>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref stays); seen > 0; seen = Volatile.Read(ref stays))
        {
            if (Interlocked.CompareExchange(ref stays, seen + 1, seen) == seen)
                return true;
        }
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref stays) == 0)
            Dispose();
    }

    public Task<Reading[]> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        batcher.Read(tenant, [.. texts.Select(encode)], cancellationToken);

    /// <summary>Runs a short and a full row: the first shopper shall not pay for memory and kernels of either.</summary>
    /// <exception cref="ModelException">Its vectors are not of length one.</exception>
    public async Task Warm(CancellationToken cancellationToken)
    {
        var readings = await Read("", ["您好", new string('好', Tokenizer.MaxCharacters)], cancellationToken);
        var length = TensorPrimitives.Norm(readings[0].Embedding);
        if (MathF.Abs(length - 1) > 0.01f)
        {
            throw new ModelException(
                $"Model {manifest.Id}: {manifest.Outputs.Embedding} must give vectors of length 1, found {length:F3}: " +
                "export the model with its normalisation.");
        }
    }

    public void Dispose()
    {
        batcher.Dispose();
        session.Dispose();
    }
}
