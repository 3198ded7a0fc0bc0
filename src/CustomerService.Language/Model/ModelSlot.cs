using CustomerService.Contracts.Understanding;
using CustomerService.Language.Batching;

namespace CustomerService.Language.Model;

/// <summary>Holds the version in use; an exchange loses no text: those on their way end with the version they began with.</summary>
internal sealed class ModelSlot(ModelVersion first) : IDisposable
{
    private ModelVersion current = first;

    public ModelVersion Current => Volatile.Read(ref current);

    /// <summary>The version in use, which stays until its caller leaves.</summary>
    private ModelVersion Enter()
    {
        while (true)
        {
            var version = Current;
            // After the end of the host the last version is gone for good, and its batcher says so.
            if (version.TryEnter() || ReferenceEquals(version, Current))
                return version;
        }
    }

    /// <summary>Reads with one version all texts: a vector of one model says nothing beside a vector of another.</summary>
    public async ValueTask<IReadOnlyList<Reading>> Read(
        Func<ModelVersion, ITextReader> with, string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var span = LanguageActivity.StartRead(texts.Count);
        var version = Enter();
        try
        {
            var reader = with(version);
            if (texts.Count <= LanguageReader.MaxTexts)
                return await reader.Read(tenant, texts, cancellationToken);
            List<Reading> readings = new(texts.Count);
            foreach (var chunk in texts.Chunk(LanguageReader.MaxTexts))
                readings.AddRange(await reader.Read(tenant, chunk, cancellationToken));
            return readings;
        }
        finally
        {
            version.Leave();
        }
    }

    public void Exchange(ModelVersion next) => Interlocked.Exchange(ref current, next).Leave();

    public void Dispose() => Current.Dispose();
}
