using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Model;

/// <summary>Takes a new version of the model into use while texts are read.</summary>
internal sealed class ModelExchange(
    ModelSlot slot, ModelLoader loader, KnowledgeIndex knowledge, ProductTypes types, EmbeddingsOf embeddingsOf,
    ModelRecorder recorder, TimeProvider time, ILogger<ModelExchange> logger) : IDisposable
{
    // Turns that were read with the model before have ended by then.
    private static readonly TimeSpan Stragglers = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);

    private readonly ITimer forget = time.CreateTimer(
        _ =>
        {
            knowledge.Forget();
            types.Forget();
        },
        null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Loads, checks and warms what the settings name, makes the indexes anew with it, and then exchanges all of them, the
    /// model last: its first vectors find its indexes. Those of the model before stay a minute for the turns it has read.
    /// Anything wrong leaves the old version in use.
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
                // A process that starts while this one makes its indexes finds the new files, or still those before.
                Record(next, isInUse: false);
                var embeddings = embeddingsOf(new VectorReader(new ModelSlot(next)), next.Vectors.Manifest.Sha256, next.Vectors.Manifest.FaqOrUsual);
                await knowledge.Renew(embeddings, place => types.Renew(embeddings, () => Take(next, place), cancellationToken), cancellationToken);
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

    private void Take(ModelVersion next, Action placeIndexes)
    {
        placeIndexes();
        slot.Exchange(next);
        Record(next, isInUse: true);
        forget.Change(Stragglers, Timeout.InfiniteTimeSpan);
    }

    private void Record(ModelVersion next, bool isInUse) => recorder.Tell(new(next.Facts, isInUse, time.GetUtcNow()));

    public void Dispose()
    {
        forget.Dispose();
        one.Dispose();
    }
}
