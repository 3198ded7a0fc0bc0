using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Benchmarks;

/// <summary>A search of the knowledge base, exact: one wording an entry, vectors of 512 values.</summary>
public class RetrievalBenchmarks
{
    private const string Text = "昨天买的手机今天降价了可以退差价吗";
    private KnowledgeTable _table = null!;
    private ByteRows _rows = null!;
    private float[] _vector = [];
    private float[] _dots = [];

    [Params(1_000, 10_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        var random = new Random(1);
        var reader = new RandomReader(random);
        FaqEntry[] entries = [.. Enumerable.Range(0, Entries).Select(i => new FaqEntry($"{i}", "other", Words(random, 12), [], Words(random, 40)))];
        var embeddings = new Embeddings(reader, "", "", shelf: null, NullLogger.Instance);
        _table = await KnowledgeTable.Build(embeddings, "t", entries, CancellationToken.None);
        _rows = new ByteRows(Entries, 512, (_, row) => RandomReader.Vector(random).CopyTo(row));
        _vector = RandomReader.Vector(random);
        _dots = new float[Entries];
    }

    /// <summary>The inner products with all rows alone.</summary>
    [Benchmark]
    public float Vectors() => _rows.Dots(_vector, _dots);

    /// <summary>Vectors, characters, and the best three, exact.</summary>
    [Benchmark]
    public IReadOnlyList<FaqMatch> Fused() => _table.Search(Text, new(_vector), 3);

    // A few hundred characters, the earlier the likelier: as skewed as Chinese is.
    private static string Words(Random random, int length) =>
        string.Create(length, random, (span, r) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)(0x4E00 + (int)(1500 * Math.Pow(r.NextDouble(), 3)));
        });

    private sealed class RandomReader(Random random) : IReader
    {
        public float UnknownThreshold => 0.5f;

        public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            new([.. texts.Select(_ => new Reading([new("stock", 1)], 0, 1, Vector(random)))]);

        public static float[] Vector(Random random)
        {
            var vector = new float[512];
            for (var i = 0; i < vector.Length; i++)
                vector[i] = random.NextSingle() - 0.5f;
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
            return vector;
        }
    }
}
