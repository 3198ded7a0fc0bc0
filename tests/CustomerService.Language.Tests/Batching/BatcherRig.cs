using System.Diagnostics.Metrics;
using CustomerService.Language.Batching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Batching;

/// <summary>A batcher over a fake model.</summary>
internal sealed class BatcherRig : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public BatcherRig(bool held = false, int queueRows = 1024, int tokenBudget = 0, int tenantQueueRows = 0, int batchesAtOnce = 1)
    {
        Session = new FakeSession(held);
        Meters = services.GetRequiredService<IMeterFactory>();
        var metrics = new LanguageMetrics(Meters);
        Batcher = new DynamicBatcher(
            Session,
            new LanguageOptions
            {
                QueueRows = queueRows, TokenBudget = tokenBudget, TenantQueueRows = tenantQueueRows, BatchesAtOnce = batchesAtOnce,
            },
            metrics, Time, NullLogger<DynamicBatcher>.Instance);
        metrics.Observe(Batcher.Backlog);
    }

    public FakeSession Session { get; }

    public IMeterFactory Meters { get; }

    public DynamicBatcher Batcher { get; }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>A row of a length, told from others by its first id.</summary>
    public static int[] Row(int id, int length = 4) => [id, .. Enumerable.Repeat(1, length - 1)];

    /// <summary>Asks for rows; gives the first id of each answer.</summary>
    public Task<int[]> Read(CancellationToken cancellationToken, params int[][] rows) =>
        ReadFor("shop", cancellationToken, rows);

    /// <summary>The same for a tenant.</summary>
    public async Task<int[]> ReadFor(string tenant, CancellationToken cancellationToken, params int[][] rows) =>
        [.. (await Batcher.Read(tenant, rows, cancellationToken)).Select(r => (int)r.Embedding[0])];

    public Task<int[]> Read(params int[][] rows) => Read(TestContext.Current.CancellationToken, rows);

    public void Dispose()
    {
        Session.Release(1000);
        Batcher.Dispose();
        Session.Dispose();
        services.Dispose();
    }
}
