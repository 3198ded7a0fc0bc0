using System.Threading.Channels;

namespace CustomerService.Storage.Postgres;

/// <summary>
/// Gathers the calls of a process that wait at the same time into one round trip. Nothing waits for a timer: while
/// one batch is on its way the next one gathers by itself.
/// </summary>
/// <param name="run">Takes a batch to the database; its results stand in the order of the requests.</param>
internal sealed class GroupedCalls<TRequest, TResult>(
    Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> run) : IAsyncDisposable
{
    // A full queue makes callers wait; at 10,000 calls/s it is less than half a second deep.
    private const int Capacity = 4096;

    // A few milliseconds of the server; bounds how long the first of a batch waits for the last.
    private const int MaxBatch = 256;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private Task? _loop;

    public async Task<TResult> Call(TRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_loop is null)
            Start();
        var waiting = new Waiting(request, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The database is closed.", closed);
        }
        return await waiting.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Takes what is queued to the database and refuses what comes later.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        // Longer than a statement may take: what the server does not answer by then is not waited for.
        _closing.CancelAfter(TimeSpan.FromSeconds(15));
        if (_loop is { } loop)
            await loop.ConfigureAwait(false);
        _closing.Dispose();
    }

    private void Start()
    {
        lock (_starting)
            _loop ??= Task.Run(Loop);
    }

    private async Task Loop()
    {
        var batch = new List<Waiting>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var waiting))
            {
                if (!waiting.Cancel())
                    batch.Add(waiting);
            }
            if (batch.Count > 0)
                await Run(batch).ConfigureAwait(false);
        }
    }

    private async Task Run(IReadOnlyList<Waiting> batch)
    {
        try
        {
            var results = await run([.. batch.Select(w => w.Request)], _closing.Token).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.TrySetResult(results[i]);
        }
        catch (Exception e) when (batch.Count > 1 && e is not StorageUnavailableException)
        {
            // One of them holds what the database refuses: it alone shall hear of it.
            foreach (var waiting in batch)
                await Run([waiting]).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The loop goes on living; the callers hear of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var waiting in batch)
                waiting.Done.TrySetException(e);
        }
    }

    private sealed class Waiting(TRequest request, CancellationToken cancellationToken)
    {
        public TRequest Request => request;

        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Lets the caller go when it no longer wants the call.</summary>
        public bool Cancel() => cancellationToken.IsCancellationRequested && Done.TrySetCanceled(cancellationToken);
    }
}
