namespace CustomerService.Language.Batching;

/// <summary>Rows that wait, oldest first. Not thread-safe.</summary>
internal sealed class RowQueue(BatchCosts costs, int maxTokens)
{
    private readonly BatchPlan plan = new(costs, maxTokens);
    private readonly List<QueuedRow> waiting = [];

    public int Count => waiting.Count;

    public QueuedRow Oldest => waiting[0];

    public void Add(ReadRequest request)
    {
        for (var i = 0; i < request.Rows.Count; i++)
        {
            plan.Add(request.Rows[i].Length);
            waiting.Add(new QueuedRow(request, i));
        }
    }

    /// <summary>Moves the rows of the next batch into <paramref name="batch"/>; none when nothing waits.</summary>
    public void Take(List<QueuedRow> batch)
    {
        waiting.RemoveAll(row => row.IsAbandoned && Forget(row));
        if (waiting.Count == 0)
            return;
        var choice = plan.Choose(Oldest.Tokens.Length);
        waiting.RemoveAll(row =>
        {
            var length = row.Tokens.Length;
            if (batch.Count == choice.Rows || length < choice.Shortest || length > choice.Longest)
                return false;
            batch.Add(row);
            return Forget(row);
        });
    }

    /// <summary>Empties the queue.</summary>
    public void FailAll(Exception reason)
    {
        foreach (var row in waiting)
            row.Request.TrySetException(reason);
        waiting.RemoveAll(Forget);
    }

    private bool Forget(QueuedRow row)
    {
        plan.Remove(row.Tokens.Length);
        return true;
    }
}
