using CustomerService.Contracts.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming.Kafka;

/// <summary>
/// Brings one entry to its conversation, and again while that cannot be reached. What stays unreachable is left to the
/// inbox pump, which also knows when to give up: a partition never stands still for one conversation.
/// </summary>
internal sealed class EntryDelivery(
    IGrainFactory grains, IOptions<StreamOptions> options, TimeProvider time, ILogger<EntryDelivery> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Completes when the entry's turn is committed and dispatched, or the entry is left to the pump.</summary>
    public async Task Bring(InboxEntry entry, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await grains.GetGrain<IConversationGrain>(entry.Conversation).Deliver(entry).WaitAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(started) + wait > options.Value.LeaveAfter)
                {
                    Log.LeftToThePump(logger, e);
                    return;
                }
            }
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
