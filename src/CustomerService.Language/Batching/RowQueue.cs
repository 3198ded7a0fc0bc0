namespace CustomerService.Language.Batching;

/// <summary>
/// Rows that wait, a lane a tenant. Tenants lead batches in turn, and each batch takes a row of every tenant in turn: who
/// sends a thousand texts waits for them, and not the others. Within a tenant the oldest goes first. Not thread-safe.
/// </summary>
internal sealed class RowQueue(BatchCosts costs, int maxTokens)
{
    private readonly BatchPlan plan = new(costs, maxTokens);

    /// <summary>None is empty; the first leads the next batch.</summary>
    private readonly List<Lane> lanes = [];

    public int Count { get; private set; }

    /// <summary>When the oldest row came, as a timestamp; only while rows wait.</summary>
    public long OldestAt => lanes.Min(l => l.Oldest.Request.QueuedAt);

    public int CountOf(string tenant) => lanes.Find(l => l.Tenant == tenant)?.Count ?? 0;

    public void Add(ReadRequest request)
    {
        var lane = lanes.Find(l => l.Tenant == request.Tenant);
        if (lane is null)
            lanes.Add(lane = new Lane(request.Tenant));
        for (var i = 0; i < request.Rows.Count; i++)
        {
            plan.Add(request.Rows[i].Length);
            lane.Add(new QueuedRow(request, i));
        }
        Count += request.Rows.Count;
    }

    /// <summary>Moves the rows of the next batch into <paramref name="batch"/>; none when nothing waits.</summary>
    public void Take(List<QueuedRow> batch)
    {
        foreach (var lane in lanes)
            lane.RemoveAll(row => row.IsAbandoned && Forget(row));
        lanes.RemoveAll(l => l.Count == 0);
        if (lanes.Count == 0)
            return;
        var lead = lanes[0];
        var choice = plan.Choose(lead.Oldest.Tokens.Length);
        for (var took = true; took && batch.Count < choice.Rows;)
        {
            took = false;
            for (var i = 0; i < lanes.Count && batch.Count < choice.Rows; i++)
            {
                if (lanes[i].Next(choice) is not { } row)
                    continue;
                batch.Add(row);
                took = Forget(row);
            }
        }
        foreach (var lane in lanes)
            lane.Close();
        lanes.RemoveAt(0);
        lanes.Add(lead);
        lanes.RemoveAll(l => l.Count == 0);
    }

    /// <summary>Empties the queue.</summary>
    public void FailAll(Exception reason)
    {
        foreach (var lane in lanes)
        {
            lane.RemoveAll(row =>
            {
                row.Request.TrySetException(reason);
                return Forget(row);
            });
        }
        lanes.Clear();
    }

    private bool Forget(QueuedRow row)
    {
        plan.Remove(row.Tokens.Length);
        Count--;
        return true;
    }
}
