using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Sqlite;

/// <summary>
/// The one writer: takes everything that waits, commits it with one sync, and lets the callers go. Nothing waits for
/// a timer: while one batch is on its way to the disk the next one gathers by itself.
/// </summary>
internal sealed class GroupCommitter : IDisposable
{
    // A full queue makes callers wait; at 10,000 writes/s it is less than half a second deep.
    private const int Capacity = 4096;

    // Bounds how long the first of a batch waits for the last: some 10 ms of work beside the sync.
    private const int MaxBatch = 512;

    private readonly Channel<QueuedWrite> _queue = Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(Capacity)
    {
        SingleReader = true,
        // Wakes the writer's thread without a detour over the thread pool, which may be busy just then.
        AllowSynchronousContinuations = true,
    });

    private readonly StorageMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BatchRunner _runner;
    private readonly Thread _thread;

    public GroupCommitter(Func<PreparedConnection> open, IMeterFactory meters, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _runner = new BatchRunner(open);
        _metrics = new StorageMetrics(meters, () => _queue.Reader.Count, Age);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    public Task<T> Write<T>(
        Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var write = new QueuedWrite<T>(work, _time.GetTimestamp(), cancellationToken);
        return _queue.Writer.TryWrite(write) ? write.Task : WaitForRoom(write, cancellationToken);
    }

    /// <summary>Commits what is queued and ends the thread.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
            _thread.Join();
    }

    private async Task<T> WaitForRoom<T>(QueuedWrite<T> write, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The database is closed.", closed);
        }

        return await write.Task;
    }

    private void Loop()
    {
        using var runner = _runner;
        var batch = new List<QueuedWrite>(MaxBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            {
                if (!write.TryCancel())
                    batch.Add(write);
            }

            if (batch.Count > 0)
                Commit(batch);
        }
    }

    private void Commit(List<QueuedWrite> batch)
    {
        var begun = _time.GetTimestamp();
        Exception? failure = null;
        try
        {
            _runner.Commit(batch);
        }
#pragma warning disable CA1031 // The writer goes on living; every caller of the batch hears of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            _logger.BatchFailed(exception, batch.Count);
            foreach (var write in batch)
                write.Error = SqliteFailures.Unavailable(exception);
        }

        _metrics.Committed(batch.Count, _time.GetElapsedTime(begun), failure);
        foreach (var write in batch)
            write.Complete();
    }

    private double Age() =>
        _queue.Reader.TryPeek(out var oldest) ? _time.GetElapsedTime(oldest.QueuedAt).TotalSeconds : 0;
}
