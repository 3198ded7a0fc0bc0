using System.Collections.Concurrent;
using CustomerService.Contracts.Understanding;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Batching;

/// <summary>A model that answers a row with its ids as the vector, when the test lets it.</summary>
internal sealed class FakeSession(bool held = false) : IModelSession, IDisposable
{
    private readonly SemaphoreSlim mayRun = new(held ? 0 : 1_000_000);
    private readonly SemaphoreSlim running = new(0);

    public int MaxTokens => 64;

    public ConcurrentQueue<int[][]> Batches { get; } = [];

    public Exception? NextFailure { get; set; }

    /// <summary>Comes back when the model has taken one more batch.</summary>
    public Task Taken() => running.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets batches through.</summary>
    public void Release(int batches = 1) => mayRun.Release(batches);

    public Reading[] Run(IReadOnlyList<int[]> rows)
    {
        Batches.Enqueue([.. rows]);
        running.Release();
        mayRun.Wait(TestContext.Current.CancellationToken);
        if (NextFailure is not { } failure)
            return [.. rows.Select(r => new Reading([new("stock", 1)], 0, 1, [.. r.Select(id => (float)id)]))];
        NextFailure = null;
        throw failure;
    }

    public void Dispose()
    {
        mayRun.Dispose();
        running.Dispose();
    }
}
