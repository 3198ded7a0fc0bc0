namespace CustomerService.Grains.Conversations;

/// <summary>Silos that the cluster has ended, each told once, as soon as this silo knows of it.</summary>
internal sealed class Deaths : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<SiloAddress> _known = [];
    private readonly List<SiloAddress> _news = [];
    private readonly SemaphoreSlim _told = new(0);
    private readonly Task _following;

    public Deaths(IClusterMembershipService membership, CancellationToken stop)
    {
        // Those that were dead before are nobody's news.
        _known.UnionWith(Dead(membership.CurrentSnapshot));
        _following = Follow(membership, stop);
    }

    /// <summary>Those that died since the last call.</summary>
    public IReadOnlyList<SiloAddress> Take()
    {
        lock (_gate)
        {
            SiloAddress[] news = [.. _news];
            _news.Clear();
            return news;
        }
    }

    /// <summary>Waits until one dies, at most this long.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider time, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        await _told.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // It ends with the token that it was given, and holds nothing else.
        _ = _following;
        _told.Dispose();
    }

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
            _news.AddRange(news);
        }
        _told.Release();
    }
}
