using BenchmarkDotNet.Attributes;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Storage.Sqlite;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace CustomerService.Benchmarks;

/// <summary>Writes that are on disk when they return, from several callers at once; times are of the whole round.</summary>
public class StorageBenchmarks
{
    private Product _product = null!;
    private IInbox _inbox = null!;
    private SqliteGrainStorage _storage = null!;
    private (GrainId Id, GrainState<State> State)[] _states = [];
    private long _message;

    [Params(1, 64)]
    public int Callers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _product = new Product();
        _inbox = _product.Get<IInbox>();
        _storage = new SqliteGrainStorage(
            _product.Get<SqliteDatabase>(),
            new SqliteGrainStorageOptions { GrainStorageSerializer = _product.Get<IGrainStorageSerializer>() },
            _product.Get<IActivatorProvider>());
        _states = [.. Enumerable.Range(0, Callers).Select(i =>
            (GrainId.Create("conversation", $"default.web.{i:d16}"), new GrainState<State>(new State { Text = new string('x', 4096) })))];
    }

    [GlobalCleanup]
    public void Cleanup() => _product.Dispose();

    [Benchmark]
    public Task InboxAppend() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Append()));

    [Benchmark]
    public Task GrainStateWrite4K() => Task.WhenAll(_states.Select(s => _storage.WriteStateAsync("conversation", s.Id, s.State)));

    private async Task Append()
    {
        var number = Interlocked.Increment(ref _message);
        await _inbox.Append(new InboxMessage(
            new ConversationId(Product.Tenant, "web", $"shopper{number}"), $"m-{number}", InboxKind.Message, "这款手机有现货吗?",
            TimeProvider.System.GetUtcNow()));
    }

    /// <summary>Some state of 4 KB.</summary>
    public sealed record State
    {
        public string Text { get; set; } = "";
    }
}
