using System.Diagnostics;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Batching;

/// <summary>
/// Gathers the texts of all callers of a silo into batches. Eager: the moment a worker is free, what waits is run; there
/// is no timer, so a text that comes alone runs alone at once, and under load batches grow by themselves.
/// </summary>
internal sealed class DynamicBatcher : IDisposable
{
    private readonly object gate = new();
    private readonly IModelSession session;
    private readonly LanguageMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<DynamicBatcher> logger;
    private readonly RowQueue queue;
    private readonly Thread[] workers;
    private bool stopping;

    public DynamicBatcher(
        IModelSession session, LanguageOptions options, LanguageMetrics metrics, TimeProvider time,
        ILogger<DynamicBatcher> logger)
    {
        this.session = session;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
        queue = new RowQueue(BatchCosts.Of(options), session.MaxTokens, QueueLimits.Of(options));
        // Threads of their own: a model run would hold a pool thread for milliseconds, and a busy pool would hold the model.
        workers = [.. Enumerable.Range(0, Providers.BatchesAtOnce(options))
            .Select(_ => new Thread(Work) { IsBackground = true, Name = "language-batcher" })];
        foreach (var worker in workers)
            worker.Start();
    }

    /// <summary>Readings in the order of the rows.</summary>
    /// <exception cref="ReaderBusyException">
    /// The queue has no room for all rows, or had to make room for another tenant's: asking again is safe.
    /// </exception>
    public async Task<Reading[]> Read(string tenant, IReadOnlyList<int[]> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (rows.Count == 0)
            return [];
        var request = new ReadRequest(tenant, rows, time.GetTimestamp(), Activity.Current?.Context ?? default);
        Enqueue(request);
        await using var cancelled = cancellationToken.UnsafeRegister(
            static (state, token) => ((ReadRequest)state!).TrySetCanceled(token), request);
        return await request.Task;
    }

    private void Enqueue(ReadRequest request)
    {
        List<ReadRequest> refused = [];
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            if (queue.TryAdd(request, refused))
                Monitor.Pulse(gate);
            else
                refused.Add(request);
        }
        foreach (var each in refused)
        {
            metrics.Rejected(each.Rows.Count);
            each.TrySetException(new ReaderBusyException());
        }
    }

    private void Work()
    {
        List<QueuedRow> batch = [];
        while (Take(batch))
        {
            try
            {
                Run(batch);
            }
            catch (Exception e)
            {
                // Whatever the runtime throws concerns this batch alone; its callers get it and the next batch runs.
                logger.BatchFailed(e, batch.Count);
                foreach (var row in batch)
                    row.Request.TrySetException(e);
            }
            batch.Clear();
        }
    }

    /// <summary>Waits for rows; false when stopped.</summary>
    private bool Take(List<QueuedRow> batch)
    {
        lock (gate)
        {
            while (!stopping && batch.Count == 0)
            {
                if (queue.Count == 0)
                    Monitor.Wait(gate);
                else
                    queue.Take(batch);
            }
            // A request of many rows woke one worker.
            if (queue.Count > 0)
                Monitor.Pulse(gate);
            return !stopping;
        }
    }

    private void Run(List<QueuedRow> batch)
    {
        using var span = LanguageActivity.StartBatch(batch);
        var started = time.GetTimestamp();
        foreach (var row in batch)
            metrics.Waited(time.GetElapsedTime(row.Request.QueuedAt, started));
        var readings = session.Run([.. batch.Select(r => r.Tokens)]);
        if (readings.Length != batch.Count)
            throw new InvalidOperationException($"The model gave {readings.Length} readings for {batch.Count} texts.");
        metrics.Ran(batch, time.GetElapsedTime(started));
        for (var i = 0; i < readings.Length; i++)
            batch[i].Request.Give(batch[i].Index, readings[i]);
    }

    /// <summary>How many rows wait, and how long the oldest has.</summary>
    public (int Rows, TimeSpan Age) Backlog()
    {
        lock (gate)
            return queue.Count == 0 ? default : (queue.Count, time.GetElapsedTime(queue.OldestAt));
    }

    /// <summary>Lets the running batches end and fails what waits.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }
        foreach (var worker in workers)
            worker.Join();
        lock (gate)
            queue.FailAll(new ObjectDisposedException(nameof(DynamicBatcher), "The language model is shutting down."));
    }
}
