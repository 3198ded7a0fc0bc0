using System.Numerics.Tensors;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>A reader whose vectors tell which characters a text has; it waits and fails as a test wants.</summary>
internal sealed class FakeReader : IReader
{
    private const int Size = 128;

    public TaskCompletionSource? Hold { get; set; }

    public Exception? Failure { get; set; }

    public int Calls { get; private set; }

    public List<string> Texts { get; } = [];

    /// <summary>What it makes is kept nowhere.</summary>
    public Embeddings Embeddings => EmbeddingsOf("");

    public float UnknownThreshold => 0.5f;

    public Embeddings EmbeddingsOf(string model, FaqScale? faq = null) =>
        new(this, model, "", shelf: null, NullLogger.Instance) { Faq = faq ?? KnowledgeIndex.Thresholds };

    public static float[] Embed(string text)
    {
        var vector = new float[Size];
        foreach (var c in text)
            vector[c % Size] += 1;
        vector[0] += 0.01f;
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    public async ValueTask<IReadOnlyList<Reading>> Read(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        Calls++;
        Texts.AddRange(texts);
        if (Hold is { } hold)
            await hold.Task.WaitAsync(cancellationToken);
        return Failure is null
            ? [.. texts.Select(t => new Reading([new("stock", 1)], 0, 1, Embed(t)))]
            : throw Failure;
    }
}
