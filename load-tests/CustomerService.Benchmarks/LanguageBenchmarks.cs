using BenchmarkDotNet.Attributes;
using CustomerService.Contracts.Understanding;
using CustomerService.Language;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using CustomerService.Language.Text;

namespace CustomerService.Benchmarks;

/// <summary>One text into token ids.</summary>
public class TokenizerBenchmarks
{
    private Product _product = null!;
    private Tokenizer _tokenizer = null!;

    [Params("黑色,256G。", "这款手机有现货吗?", "昨天买的黑色256G的iPhone手机到现在还没有发货，麻烦帮我查一下什么时候能到北京朝阳区")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _tokenizer = (_product = new Product()).Get<Tokenizer>();

    [GlobalCleanup]
    public void Cleanup() => _product.Dispose();

    [Benchmark]
    public int[] Encode() => _tokenizer.Encode(Text);
}

/// <summary>The model on one batch, and the same rows through the batcher: the difference is the batcher's.</summary>
public class ModelBenchmarks
{
    private Product _product = null!;
    private IModelSession _session = null!;
    private DynamicBatcher _batcher = null!;
    private int[][] _rows = [];

    [Params(1, 8, 32)]
    public int Rows { get; set; }

    [Params(12, 16, 32)]
    public int Tokens { get; set; }

    [GlobalSetup(Target = nameof(Session))]
    public void SetupSession()
    {
        Prepare();
        _session = _product.Get<ModelLoader>().Locate().Main.Session();
    }

    [GlobalSetup(Targets = [nameof(BatchedTogether), nameof(BatchedFromManyCallers)])]
    public void SetupBatcher()
    {
        Prepare();
        _batcher = _product.Get<ModelSlot>().Current.Vectors.Batcher;
    }

    [GlobalCleanup]
    public void Cleanup() => _product.Dispose();

    [Benchmark(Baseline = true)]
    public Reading[] Session() => _session.Run(_rows);

    [Benchmark]
    public Task<Reading[]> BatchedTogether() => _batcher.Read(Product.Tenant, _rows, CancellationToken.None);

    [Benchmark]
    public Task<Reading[][]> BatchedFromManyCallers() =>
        Task.WhenAll(_rows.Select(row => _batcher.Read(Product.Tenant, [row], CancellationToken.None)));

    private void Prepare()
    {
        _product = new Product();
        // Any ids of the vocabulary cost the same: [CLS], characters, [SEP].
        _rows = [.. Enumerable.Range(0, Rows).Select(r =>
            (int[])[101, .. Enumerable.Range(0, Tokens - 2).Select(t => 1000 + (((r * 31) + t) % 3000)), 102])];
    }
}

/// <summary>A text that was read before, with the cache of readings and without.</summary>
public class CacheBenchmarks
{
    private static readonly string[] Texts = ["好的"];
    private Product _product = null!;
    private LanguageReader _reader = null!;

    [Params(0, 10_000)]
    public int CacheTexts { get; set; }

    [GlobalSetup]
    public void Setup() => _reader = (_product = new Product(("Language:CacheTexts", $"{CacheTexts}"))).Get<LanguageReader>();

    [GlobalCleanup]
    public void Cleanup() => _product.Dispose();

    [Benchmark]
    public ValueTask<IReadOnlyList<Reading>> Read() => _reader.Read(Product.Tenant, Texts, CancellationToken.None);
}
