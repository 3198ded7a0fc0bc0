namespace CustomerService.Streaming.Kafka;

/// <summary>
/// Offsets of one partition that are under way. They end in any order; a restart must begin at the first that has not.
/// </summary>
internal sealed class OffsetWindow
{
    private readonly SortedSet<long> _open = [];
    private long _next;
    private long? _begin;

    public int Count => _open.Count;

    public void Open(long offset)
    {
        _open.Add(offset);
        _begin ??= offset;
        _next = offset + 1;
    }

    /// <summary>Where a restart must begin now; null where that is as it was.</summary>
    public long? Close(long offset)
    {
        _open.Remove(offset);
        var begin = _open.Count > 0 ? _open.Min : _next;
        if (begin <= _begin)
            return null;
        _begin = begin;
        return begin;
    }
}
