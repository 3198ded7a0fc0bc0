using CustomerService.Core.Understanding;

namespace CustomerService.Language.Model;

/// <summary>All that reads texts at a time, exchanged as one; it goes when it is out of use and its last text is read.</summary>
/// <param name="facts">What other processes and the dialogue know of it.</param>
/// <param name="reader">The way a text takes.</param>
/// <param name="vectors">The model whose vectors the indexes hold.</param>
/// <param name="models">Those in memory, <paramref name="vectors"/> among them.</param>
internal sealed class ModelVersion(ModelFacts facts, ITextReader reader, LoadedModel vectors, params LoadedModel[] models)
    : IDisposable
{
    // The slot's own stay is the first.
    private int stays = 1;

    /// <summary>One model alone.</summary>
    public ModelVersion(LoadedModel model)
        : this(model.Manifest.Facts, model, model, model)
    {
    }

    public ModelFacts Facts => facts;

    public ITextReader Reader => reader;

    /// <summary>Reads for an index: with one model, whatever the way of a shopper's text.</summary>
    public LoadedModel Vectors => vectors;

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

    public async Task Warm(CancellationToken cancellationToken)
    {
        foreach (var model in models)
            await model.Warm(cancellationToken);
    }

    /// <summary>How many rows wait for any of the models, and how long the oldest has.</summary>
    public (int Rows, TimeSpan Age) Backlog()
    {
        var all = models.Select(m => m.Batcher.Backlog()).ToArray();
        return (all.Sum(b => b.Rows), all.Max(b => b.Age));
    }

    public void Dispose()
    {
        foreach (var model in models)
            model.Dispose();
    }
}
