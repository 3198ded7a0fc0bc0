using System.Collections.Concurrent;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>
/// The versions that triggers count up at every change of a shop's tables, whoever makes it; looked at once a second.
/// </summary>
internal sealed class ShopVersions(SqliteDatabase database, TimeProvider time)
{
    // One point query a second costs nothing, and a second is how long a price that was changed by hand stays old.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>The version of a part; 0 for a tenant that has nothing.</summary>
    public long Of(string tenant, string part)
    {
        if (!_seen.TryGetValue(tenant, out var seen) || time.GetElapsedTime(seen.At) >= Fresh)
        {
            seen = new(time.GetTimestamp(), Sync(database.Read(connection => Read(connection, tenant))));
            // A tenant without a shop is not remembered: nothing bounds how many names may be asked for.
            if (seen.Parts.Count > 0)
                _seen[tenant] = seen;
        }
        return seen.Parts.GetValueOrDefault(part);
    }

    /// <summary>Makes the next question look again.</summary>
    public void Forget(string tenant) => _seen.TryRemove(tenant, out _);

    // SqliteDatabase reads on the calling thread: the task is complete when it is given.
    internal static T Sync<T>(ValueTask<T> read) =>
        read.IsCompleted ? read.GetAwaiter().GetResult() : read.AsTask().GetAwaiter().GetResult();

    private static Dictionary<string, long> Read(SqliteConnection connection, string tenant)
    {
        using var reader = connection.Prepared("SELECT part, version FROM shop_version WHERE tenant = $tenant")
            .With("$tenant", tenant).ExecuteReader();
        var parts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read())
            parts[reader.GetString(0)] = reader.GetInt64(1);
        return parts;
    }

    private sealed record Seen(long At, IReadOnlyDictionary<string, long> Parts);
}
