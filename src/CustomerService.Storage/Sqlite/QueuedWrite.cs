using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>One caller's work on its way through the writer.</summary>
internal abstract class QueuedWrite(long queuedAt, CancellationToken cancellationToken)
{
    /// <summary>The timestamp of its arrival, for the age of the queue.</summary>
    public long QueuedAt => queuedAt;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>What the work threw in its last run; null when it ran well.</summary>
    public Exception? Error { get; set; }

    /// <summary>Lets the caller go when it no longer wants the work.</summary>
    public abstract bool TryCancel();

    /// <summary>Runs the work; the result stays here until the commit.</summary>
    public abstract void Run(SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>Gives the caller the result, or <see cref="Error"/>.</summary>
    public abstract void Complete();
}

/// <inheritdoc/>
internal sealed class QueuedWrite<T>(
    Func<SqliteConnection, SqliteTransaction, T> work, long queuedAt, CancellationToken cancellationToken)
    : QueuedWrite(queuedAt, cancellationToken)
{
    // The writer's thread must not run what callers do next.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override bool TryCancel() =>
        CancellationToken.IsCancellationRequested && _done.TrySetCanceled(CancellationToken);

    public override void Run(SqliteConnection connection, SqliteTransaction transaction)
    {
        Error = null;
        _result = work(connection, transaction);
    }

    public override void Complete()
    {
        if (Error is null)
            _done.TrySetResult(_result!);
        else
            _done.TrySetException(Error);
    }
}
