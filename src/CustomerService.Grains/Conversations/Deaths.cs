namespace CustomerService.Grains.Conversations;

/// <summary>Silos that the cluster has ended, told as soon as this silo knows of them.</summary>
internal sealed class Deaths : IDisposable
{
    // One that stood still wakes some time after it was ended, and does for some seconds what it did before.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<SiloAddress> _known = [];
    private readonly Dictionary<SiloAddress, long> _recent = [];
    private readonly TimeProvider _time;
    private bool _news;
    private readonly SemaphoreSlim _told = new(0);

    public Deaths(IClusterMembershipService membership, TimeProvider time, CancellationToken stop)
    {
        _time = time;
        // Those that were dead before are nobody's news.
        _known.UnionWith(Dead(membership.CurrentSnapshot));
        // It ends with the token, and holds nothing else.
        _ = Follow(membership, stop);
    }

    /// <summary>Those that died of late, and whether some of them died since the last call.</summary>
    public (IReadOnlyList<SiloAddress> Recent, bool News) Take()
    {
        lock (_gate)
        {
            foreach (var old in _recent.Where(r => _time.GetElapsedTime(r.Value) > Remembered).Select(r => r.Key).ToArray())
                _recent.Remove(old);
            var news = _news;
            _news = false;
            return ([.. _recent.Keys], news);
        }
    }

    /// <summary>Waits until one dies, at most this long.</summary>
    public async Task Wait(TimeSpan longest, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        await _told.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _told.Dispose();

    private static IEnumerable<SiloAddress> Dead(ClusterMembershipSnapshot snapshot) =>
        snapshot.Members.Values.Where(m => m.Status == SiloStatus.Dead).Select(m => m.SiloAddress);

    private async Task Follow(IClusterMembershipService membership, CancellationToken stop)
    {
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stop))
                Tell([.. Dead(snapshot)]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private void Tell(IReadOnlyList<SiloAddress> dead)
    {
        lock (_gate)
        {
            var news = dead.Where(_known.Add).ToArray();
            if (news.Length == 0)
                return;
            foreach (var silo in news)
                _recent[silo] = _time.GetTimestamp();
            _news = true;
        }
        _told.Release();
    }
}
