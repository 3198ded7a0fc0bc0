using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Feed;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Events;

/// <summary>Answers long polls and opens event streams; both end when the host stops.</summary>
internal sealed class EventReader(
    ConversationFeed feed, TimeProvider time, IHostApplicationLifetime host, ILogger<EventReader> log)
{
    public ILogger Log => log;

    /// <summary>A page of events; an empty one is waited for, as long as the query says.</summary>
    public async Task<EventPage> Page(EventQuery query, CancellationToken cancellationToken)
    {
        var page = await Glance(query, cancellationToken);
        if (page.Events.Count > 0 || query.Wait == TimeSpan.Zero)
            return page;
        using var over = new CancellationTokenSource(query.Wait, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            over.Token, host.ApplicationStopping, cancellationToken);
        try
        {
            await foreach (var item in feed.Read(query.Conversation, query.After, end.Token))
            {
                if (item.Events.Count > 0)
                {
                    IReadOnlyList<ConversationEvent> events = [.. item.Events.Take(query.Limit)];
                    return new(events, events[^1].Sequence);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came in time.
        }
        return new([], query.After);
    }

    public EventStream Stream(EventQuery query) => new(query, feed, host.ApplicationStopping);

    /// <summary>Who waits anyway waits through a silo that died, too: the feed reads until the conversation answers.</summary>
    private ValueTask<EventPage> Glance(EventQuery query, CancellationToken cancellationToken) => query.Wait == TimeSpan.Zero
        ? new(feed.Page(query.Conversation, query.After, query.Limit, cancellationToken))
        : feed.Glance(query.Conversation, query.After, query.Limit, cancellationToken);
}
