using System.Collections.Concurrent;

namespace CustomerService.Storage.Shop;

/// <summary>
/// The versions that triggers count up at every change of a shop's tables, whoever makes it; looked at once a second.
/// </summary>
internal sealed class ShopVersions(IShopDatabase database, TimeProvider time)
{
    // One point query a second costs nothing, and a second is how long a price that was changed by hand stays old.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly Lock _looking = new();

    /// <summary>The version of a part; 0 for a tenant that has nothing.</summary>
    public long Of(string tenant, string part)
    {
        if (_seen.TryGetValue(tenant, out var seen) && IsFresh(seen))
            return seen.Parts.GetValueOrDefault(part);
        // While one caller looks, the others go on with what was seen before.
        if (!_looking.TryEnter(seen is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero))
            return seen!.Parts.GetValueOrDefault(part);
        try
        {
            if (!_seen.TryGetValue(tenant, out seen) || !IsFresh(seen))
                seen = Look(tenant);
            return seen.Parts.GetValueOrDefault(part);
        }
        finally
        {
            _looking.Exit();
        }
    }

    private bool IsFresh(Seen seen) => time.GetElapsedTime(seen.At) < Fresh;

    private Seen Look(string tenant)
    {
        var seen = new Seen(time.GetTimestamp(), database.SnapshotNow(session => Read(session, tenant)));
        // A tenant without a shop is not remembered: nothing bounds how many names may be asked for.
        if (seen.Parts.Count > 0)
            _seen[tenant] = seen;
        return seen;
    }

    /// <summary>Makes the next question look again.</summary>
    public void Forget(string tenant) => _seen.TryRemove(tenant, out _);

    private static async ValueTask<Dictionary<string, long>> Read(IShopSession session, string tenant)
    {
        var rows = await session.Rows(
            "SELECT part, version FROM shop_version WHERE tenant = @tenant", r => (r.GetString(0), r.GetInt64(1)),
            ("@tenant", tenant));
        return rows.ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
    }

    private sealed record Seen(long At, IReadOnlyDictionary<string, long> Parts);
}
