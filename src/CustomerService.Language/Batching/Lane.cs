namespace CustomerService.Language.Batching;

/// <summary>The waiting rows of one tenant, oldest first, walked once a batch.</summary>
internal sealed class Lane(string tenant)
{
    private readonly List<QueuedRow> rows = [];

    // Rows before 'kept' were passed over in this walk, rows from 'at' on are not looked at yet.
    private int kept;
    private int at;

    public string Tenant => tenant;

    public int Count => rows.Count;

    public QueuedRow Oldest => rows[0];

    public void Add(QueuedRow row) => rows.Add(row);

    public void RemoveAll(Predicate<QueuedRow> match) => rows.RemoveAll(match);

    /// <summary>The newest requests that have together at least so many rows here, and how many they have.</summary>
    public (List<ReadRequest> Requests, int Rows) Newest(int wanted)
    {
        List<ReadRequest> found = [];
        var i = rows.Count;
        while (i > 0 && (rows.Count - i < wanted || rows[i - 1].Request == found[^1]))
        {
            var request = rows[--i].Request;
            if (found.Count == 0 || found[^1] != request)
                found.Add(request);
        }
        return (found, rows.Count - i);
    }

    public void RemoveNewest(int count, Action<QueuedRow> removed)
    {
        for (var i = rows.Count - count; i < rows.Count; i++)
            removed(rows[i]);
        rows.RemoveRange(rows.Count - count, count);
    }

    /// <summary>The next row whose length fits; null when the walk is at its end.</summary>
    public QueuedRow? Next(BatchChoice choice)
    {
        while (at < rows.Count)
        {
            var row = rows[at++];
            if (row.Tokens.Length >= choice.Shortest && row.Tokens.Length <= choice.Longest)
                return row;
            rows[kept++] = row;
        }
        return null;
    }

    /// <summary>Ends the walk: what it gave out is gone.</summary>
    public void Close()
    {
        rows.RemoveRange(kept, at - kept);
        kept = at = 0;
    }
}
