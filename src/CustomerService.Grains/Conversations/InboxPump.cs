using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Delivers again what stays unfinished: the guarantee, where the gateway's nudge is the latency. Of partitions that
/// it gets, at its start or from a silo that died, it delivers at once everything that was left behind.
/// </summary>
internal sealed class InboxPump(
    IInboxDelivery delivery, IGrainFactory grains, IHostApplicationLifetime host, IOptions<ConversationOptions> options,
    TimeProvider time, ILogger<InboxPump> logger)
    : BackgroundService
{
    // Conversations nudged a round; with the wait between rounds it bounds the extra load while grains catch up.
    private const int Batch = 500;

    // Rounds that a process may miss before the others take its partitions.
    private const int MissedRounds = 5;

    private readonly string _owner = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Background services start side by side with the silo, which can be asked for no grain until it is up.
        await Started(stoppingToken);
        var after = options.Value.RedeliverAfter;
        var rule = new RedeliveryRule(after, options.Value.LongestWait, options.Value.MaxRedeliveries);
        var fresh = new List<int>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(rule, fresh, stoppingToken);
            }
            catch (Exception e)
            {
                if (!stoppingToken.IsCancellationRequested)
                    Log.PumpFailed(logger, e);
            }
            await Task.Delay(after, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Release();
    }

    /// <param name="rule">When an entry is due.</param>
    /// <param name="fresh">Partitions got and not looked at yet.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    private async Task Round(RedeliveryRule rule, List<int> fresh, CancellationToken cancellationToken)
    {
        var taken = await delivery.Hold(_owner, MissedRounds * rule.After, cancellationToken);
        if (taken.Count > 0)
            Log.PartitionsTaken(logger, taken.Count);
        fresh.AddRange(taken);
        var due = await delivery.Take(_owner, rule, fresh, Batch, cancellationToken);
        if (due.Died > 0)
            Log.EntriesDied(logger, due.Died);
        foreach (var entry in due.Entries)
            await grains.GetGrain<IConversationGrain>(entry.Conversation).Deliver(entry);
        fresh.Clear();
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

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
