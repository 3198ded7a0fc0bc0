using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Model;

/// <summary>Takes a new version of the model into use while texts are read.</summary>
internal sealed class ModelExchange(
    ModelSlot slot, ModelLoader loader, KnowledgeIndex knowledge, ProductTypes types, EmbeddingsOf embeddingsOf,
    TimeProvider time, ILogger<ModelExchange> logger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>
    /// Loads, checks and warms what the settings name, makes the indexes anew with it, and then exchanges all of
    /// them. Anything wrong leaves the old version in use.
    /// </summary>
    /// <exception cref="ModelException">A folder does not hold a whole model.</exception>
    public async Task Run(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            var next = loader.Open();
            try
            {
                await next.Warm(cancellationToken);
                var embeddings = embeddingsOf(new VectorReader(new ModelSlot(next)), next.Vectors.Manifest.Sha256);
                await knowledge.Renew(embeddings, () => types.Renew(embeddings, () => slot.Exchange(next), cancellationToken), cancellationToken);
            }
            catch when (!ReferenceEquals(slot.Current, next))
            {
                next.Dispose();
                throw;
            }
            var took = time.GetElapsedTime(started);
            logger.ModelExchanged(next.Facts.Id, (long)took.TotalMilliseconds);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
