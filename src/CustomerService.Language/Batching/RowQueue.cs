namespace CustomerService.Language.Batching;

/// <summary>
/// Rows that wait, a lane a tenant. Tenants lead batches in turn, and each batch takes a row of every tenant in turn: who
/// sends a thousand texts waits for them, and not the others. Nor does it take their room: when the queue is full, the
/// tenant with most rows gives up its newest. Within a tenant the oldest goes first. Not thread-safe.
/// </summary>
internal sealed class RowQueue(BatchCosts costs, int maxTokens, QueueLimits limits)
{
    private readonly BatchPlan plan = new(costs, maxTokens);

    // Looked through once a batch: a flood of refused callers shall not walk the queue for each of them.
    private bool swept;

    /// <summary>None is empty; the first leads the next batch.</summary>
    private readonly List<Lane> lanes = [];

    public int Count { get; private set; }

    /// <summary>When the oldest row came, as a timestamp; only while rows wait.</summary>
    public long OldestAt => lanes.Min(l => l.Oldest.Request.QueuedAt);

    /// <summary>Takes all rows of a request or none.</summary>
    /// <param name="request">With at least one row.</param>
    /// <param name="displaced">Requests that had to go for it; they wait no longer.</param>
    public bool TryAdd(ReadRequest request, List<ReadRequest> displaced)
    {
        var lane = LaneOf(request.Tenant);
        if (!swept && !HasRoom(request, lane))
        {
            Sweep();
            lane = LaneOf(request.Tenant);
        }
        if (!HasRoom(request, lane) && !TryDisplace(request, lane, displaced))
            return false;
        Add(request, lane);
        return true;
    }

    private Lane? LaneOf(string tenant) => lanes.Find(l => l.Tenant == tenant);

    private bool HasRoom(ReadRequest request, Lane? lane) =>
        Count + request.Rows.Count <= limits.Rows && After(request, lane) <= limits.TenantRows;

    private static int After(ReadRequest request, Lane? lane) => (lane?.Count ?? 0) + request.Rows.Count;

    /// <summary>The longest lane loses its newest requests, as long as it stays no shorter than the newcomer's becomes.</summary>
    private bool TryDisplace(ReadRequest request, Lane? lane, List<ReadRequest> displaced)
    {
        var longest = lanes.MaxBy(l => l.Count);
        if (longest is null || longest == lane || After(request, lane) > limits.TenantRows)
            return false;
        var wanted = Count + request.Rows.Count - limits.Rows;
        var (found, rows) = longest.Newest(wanted);
        if (rows < wanted || longest.Count - rows < After(request, lane))
            return false;
        longest.RemoveNewest(rows, row => Forget(row));
        displaced.AddRange(found);
        return true;
    }

    private void Add(ReadRequest request, Lane? lane)
    {
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
        Sweep();
        swept = false;
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

    /// <summary>Forgets what nobody waits for any more.</summary>
    private void Sweep()
    {
        foreach (var lane in lanes)
            lane.RemoveAll(row => row.IsAbandoned && Forget(row));
        lanes.RemoveAll(l => l.Count == 0);
        swept = true;
    }

    private bool Forget(QueuedRow row)
    {
        plan.Remove(row.Tokens.Length);
        Count--;
        return true;
    }
}
