using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Core.Waiting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Delivers again what stays unfinished: the guarantee, where the gateway's nudge is the latency. When a silo has died
/// its partitions are taken over at once, and everything that is unfinished is delivered without waiting until it is
/// due: it may have been under way to that silo.
/// </summary>
internal sealed class InboxPump(
    IInboxDelivery delivery, IGrainFactory grains, IClusterMembershipService membership, ILocalSiloDetails self,
    IHostApplicationLifetime host, IOptions<ConversationOptions> options, TimeProvider time, ILogger<InboxPump> logger)
    : BackgroundService
{
    // Conversations nudged a round; with the wait between rounds it bounds the extra load while grains catch up.
    private const int Batch = 500;

    // Waits that a process may miss before the others take its partitions, where nobody tells them that it died.
    private const int MissedWaits = 5;

    // After a silo died everything is delivered at once, and once more: the first time may meet a directory of grains
    // that is still being put in order.
    private const int RoundsAfterADeath = 2;

    // Rounds in which a delivery failed do not count, as long as a directory takes to be in order again. What fails for
    // longer does not fail for the death.
    private static readonly TimeSpan Urgency = TimeSpan.FromSeconds(15);

    // A look costs one small index; an entry that has become due waits for the next look.
    private const int LooksInAWait = 4;

    private static readonly int[] AllPartitions = [.. Enumerable.Range(0, InboxPartition.Count)];

    private readonly string _owner = self.SiloAddress.ToParsableString();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Background services start side by side with the silo, which can be asked for no grain until it is up.
        await host.ApplicationStarted.Happened(stoppingToken);
        var after = options.Value.RedeliverAfter;
        var rule = new RedeliveryRule(after, options.Value.LongestWait, options.Value.MaxRedeliveries);
        // The host ends this service after the silo: by then nothing could be delivered any more, and the others would
        // wait for partitions that are held here.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, host.ApplicationStopping);
        var stop = ending.Token;
        using var deaths = new Deaths(membership, time, stop);
        var fresh = new List<int>();
        var (urgent, since) = (0, time.GetTimestamp());
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (dead, news) = deaths.Take();
                if (news)
                    (urgent, since) = (RoundsAfterADeath, time.GetTimestamp());
                else if (time.GetElapsedTime(since) > Urgency)
                    urgent = 0;
                foreach (var silo in dead)
                    await delivery.Release(silo.ToParsableString(), stop);
                if (urgent > 0)
                    fresh = [.. AllPartitions];
                await Round(rule, fresh, stop);
                urgent = Math.Max(0, urgent - 1);
            }
            catch (Exception e)
            {
                if (!stop.IsCancellationRequested)
                    Log.PumpFailed(logger, e);
            }
            await deaths.Wait(after / LooksInAWait, stop);
        }
        await Release();
    }

    /// <param name="rule">When an entry is due.</param>
    /// <param name="fresh">Partitions got and not looked at yet.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    private async Task Round(RedeliveryRule rule, List<int> fresh, CancellationToken cancellationToken)
    {
        var taken = await delivery.Hold(_owner, MissedWaits * rule.After, cancellationToken);
        if (taken.Count > 0)
            Log.PartitionsTaken(logger, taken.Count);
        fresh.AddRange(taken);
        var due = await delivery.Take(_owner, rule, fresh, Batch, cancellationToken);
        if (due.Died > 0)
            Log.EntriesDied(logger, due.Died);
        fresh.Clear();
        // Side by side: one that cannot be delivered does not keep the others waiting.
        await Task.WhenAll(due.Entries.Select(e => grains.GetGrain<IConversationGrain>(e.Conversation).Deliver(e)));
    }

    private async Task Release()
    {
        try
        {
            await delivery.Release(_owner);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.ReleaseFailed(logger, e);
        }
    }
}
