using System.Diagnostics;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Language.Batching;

/// <summary>Texts of one caller on their way through the batcher; its task gives their readings in order.</summary>
/// <param name="tenant">Whose texts; tenants take turns.</param>
/// <param name="rows">Token ids, one row a text.</param>
/// <param name="queuedAt">Timestamp of the time provider.</param>
/// <param name="caller">The caller's span, for the link.</param>
internal sealed class ReadRequest(string tenant, IReadOnlyList<int[]> rows, long queuedAt, ActivityContext caller)
    // Asynchronous continuations: a caller's next steps must not run on the thread that runs the model.
    : TaskCompletionSource<Reading[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly Reading[] readings = new Reading[rows.Count];
    private int missing = rows.Count;

    public string Tenant => tenant;

    public IReadOnlyList<int[]> Rows => rows;

    public long QueuedAt => queuedAt;

    public ActivityContext Caller => caller;

    /// <summary>Called by the workers, for each row once.</summary>
    public void Give(int row, Reading reading)
    {
        readings[row] = reading;
        if (Interlocked.Decrement(ref missing) == 0)
            TrySetResult(readings);
    }
}

/// <summary>One text of a request.</summary>
internal readonly record struct QueuedRow(ReadRequest Request, int Index)
{
    public int[] Tokens => Request.Rows[Index];

    /// <summary>Its caller has gone or has failed with another row.</summary>
    public bool IsAbandoned => Request.Task.IsCompleted;
}
