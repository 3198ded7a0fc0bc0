using CustomerService.Gateway.Feed;
using CustomerService.Storage;
using CustomerService.Storage.Postgres;

namespace CustomerService.Hosting.Membership;

/// <summary>
/// Tells a gateway that silos came or went, by the version of the table of members: a client of the cluster is told of
/// neither, and conversations that moved push to nobody until they are subscribed to again.
/// </summary>
internal sealed class MemberWatch(
    PostgresDatabase database, ISubscriptions subscriptions, IOptions<ClusterOptions> options, TimeProvider time, ILogger<MemberWatch> log)
    : BackgroundService
{
    // One row a second and gateway; a shopper whose conversation moved waits half of it on average.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // A silo that stood still and wakes may answer what was sent to it before, and subscribe where nobody looks any
    // more: all is renewed again when calls of before have ended, and when such a silo has gone.
    private static readonly TimeSpan[] Again = [TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        int? known = null;
        var again = new Queue<long>();
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var version = await Version(stoppingToken).ConfigureAwait(false);
                var now = time.GetTimestamp();
                if (known is not null && version != known)
                {
                    Log.MembersChanged(log);
                    subscriptions.RenewAll();
                    again = new(Again.Select(a => now + (long)(a.TotalSeconds * time.TimestampFrequency)));
                }
                else if (again.TryPeek(out var due) && due <= now)
                {
                    again.Dequeue();
                    subscriptions.RenewAll();
                }
                known = version;
            }
            catch (StorageUnavailableException e)
            {
                Log.MembersUnknown(log, e);
            }
        }
    }

    // Before the first silo there is no version.
    private async Task<int> Version(CancellationToken cancellationToken) =>
        (await database.Rows(
            "SELECT version FROM cluster_version WHERE cluster = $1", r => r.GetInt32(0), cancellationToken, options.Value.ClusterId)
            .ConfigureAwait(false)).FirstOrDefault();
}
