namespace CustomerService.Gateway.Feed;

/// <summary>Wakes one waiter; set many times before it waits, it wakes it once.</summary>
internal sealed class Signal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _set = New();

    public void Set()
    {
        lock (_gate)
            _set.TrySetResult();
    }

    /// <summary>Waits so long at most; true when it was set.</summary>
    public async ValueTask<bool> Wait(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        var set = Current();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(set, Task.Delay(longest, time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first != set)
            return false;
        Reset();
        return true;
    }

    private Task Current()
    {
        lock (_gate)
            return _set.Task;
    }

    private void Reset()
    {
        lock (_gate)
        {
            if (_set.Task.IsCompleted)
                _set = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
