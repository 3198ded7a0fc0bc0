namespace CustomerService.Core.Waiting;

/// <summary>Waits for the moment that a token tells of, such as that a host has started.</summary>
public static class TokenMoment
{
    /// <summary>Completes when <paramref name="moment"/> has come; cancelled where <paramref name="cancellationToken"/> comes first.</summary>
    public static async Task Happened(this CancellationToken moment, CancellationToken cancellationToken)
    {
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (moment.Register(happened.SetResult))
            await happened.Task.WaitAsync(cancellationToken);
    }
}
