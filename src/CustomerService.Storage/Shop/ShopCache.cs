using System.Collections.Concurrent;

namespace CustomerService.Storage.Shop;

/// <summary>One part of every tenant's shop in memory, immutable, swapped whole when its version moves.</summary>
/// <param name="database">The tables.</param>
/// <param name="versions">Tells when a part changed.</param>
/// <param name="part">One of <see cref="ShopParts"/>.</param>
/// <param name="none">What a tenant without a shop has.</param>
/// <param name="load">Reads the part of a tenant.</param>
internal sealed class ShopCache<T>(
    IShopDatabase database, ShopVersions versions, string part, T none, Func<IShopSession, string, ValueTask<T>> load)
    where T : class
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Lock _loading = new();

    public T Current(string tenant)
    {
        var version = versions.Of(tenant, part);
        if (version == 0)
            return none;
        if (_held.TryGetValue(tenant, out var held) && held.Version == version)
            return held.Value;
        // While one caller reads the new one, the others go on with the old one.
        if (!_loading.TryEnter(held is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero))
            return held!.Value;
        try
        {
            if (_held.TryGetValue(tenant, out held) && held.Version == version)
                return held.Value;
            var value = database.SnapshotNow(session => load(session, tenant));
            _held[tenant] = new(version, value);
            return value;
        }
        finally
        {
            _loading.Exit();
        }
    }

    // The version is read before the rows: rows newer than their version are read once more, never kept too long.
    private sealed record Held(long Version, T Value);
}
