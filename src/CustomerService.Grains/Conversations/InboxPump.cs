using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Delivers again what stays unfinished: the guarantee, where the gateway's nudge is the latency. At its start it
/// delivers everything that a process before it left behind.
/// </summary>
internal sealed class InboxPump(
    IInbox inbox, IGrainFactory grains, IHostApplicationLifetime host, IOptions<ConversationOptions> options, TimeProvider time,
    ILogger<InboxPump> logger)
    : BackgroundService
{
    // Conversations nudged a round; with the wait between rounds it bounds the extra load while grains catch up.
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Background services start side by side with the silo, which can be asked for no grain until it is up.
        await Started(stoppingToken);
        var patience = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var entry in await inbox.Stalled(time.GetUtcNow() - patience, Batch, stoppingToken))
                    await grains.GetGrain<IConversationGrain>(entry.Conversation).Deliver(entry);
                patience = options.Value.RedeliverAfter;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.PumpFailed(logger, e);
            }
            await Task.Delay(options.Value.RedeliverAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
