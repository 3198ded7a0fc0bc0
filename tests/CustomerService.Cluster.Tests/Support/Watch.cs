namespace CustomerService.Cluster.Tests.Support;

/// <summary>Something that changes, and a way to wait until it has become what a test expects.</summary>
internal sealed class Watch
{
    // Only a failing test gets here; a slow machine does not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewSignal();

    public T Change<T>(Func<T> change)
    {
        TaskCompletionSource told;
        T result;
        lock (_lock)
        {
            result = change();
            (told, _changed) = (_changed, NewSignal());
        }
        told.SetResult();
        return result;
    }

    public T Look<T>(Func<T> look)
    {
        lock (_lock)
            return look();
    }

    public async Task Until(Func<bool> reached)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (reached())
                    return;
                next = _changed.Task;
            }
            await next.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
