using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Telemetry;

namespace CustomerService.Gateway.Feed;

/// <summary>
/// The events of conversations as they are committed: one observer of this process, shared by every long poll,
/// stream and socket in it.
/// </summary>
internal sealed class ConversationFeed(
    IGrainFactory grains,
    GatewayMetrics metrics,
    TimeProvider time,
    IOptions<GatewayOptions> options,
    ILogger<ConversationFeed> log) : IConversationObserver, ISubscription, ISubscriptions, IAsyncDisposable
{
    private const int PageSize = 200;

    /// <summary>How often a listener is told that nothing came, so that it can keep its own connection alive.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    /// <summary>A client that waits for a hello does not wait for a silo that died.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Over which the renewals of all subscriptions are spread, so that silos that just lost one are not overrun.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly FeedOptions _options = options.Value.Feed;
    private readonly Lock _gate = new();
    private IConversationObserver? _reference;
    private int _disposed;

    /// <summary>Events after a sequence, each once and in order, until the caller ends it; and changes of typing.</summary>
    public async IAsyncEnumerable<FeedItem> Read(
        string conversation, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mailbox = new Mailbox();
        var topic = Join(conversation, mailbox);
        metrics.Listeners(1);
        try
        {
            while (true)
            {
                var mail = await mailbox.Take(Idle, time, cancellationToken);
                if (mail.Typing is not null || mail.ShopperTypes || mail == default)
                    yield return new([], mail.Typing) { ShopperTypes = mail.ShopperTypes };
                if (mail.Read || Skips(mail.Pushed, after))
                {
                    metrics.CaughtUp();
                    EventPage page;
                    do
                    {
                        page = await ReadPage(conversation, after, cancellationToken);
                        if (Newer(page.Events, after) is { Count: > 0 } read)
                        {
                            after = read[^1].Sequence;
                            yield return new(read, null);
                        }
                    }
                    while (page.Events.Count >= PageSize);
                    if (Skips(mail.Pushed, after))
                        topic.Expect();
                }
                if (Following(mail.Pushed, after) is { Count: > 0 } fresh)
                {
                    after = fresh[^1].Sequence;
                    yield return new(fresh, null);
                }
            }
        }
        finally
        {
            topic.Leave(mailbox);
            metrics.Listeners(-1);
        }
    }

    /// <summary>Says that the conversation will have news: where somebody listens, a missing push is noticed early.</summary>
    public void Expect(string conversation)
    {
        if (_topics.TryGetValue(conversation, out var topic))
            topic.Expect();
    }

    /// <inheritdoc/>
    public void RenewAll()
    {
        Topic[] topics = [.. _topics.Values];
        for (var i = 0; i < topics.Length; i++)
            topics[i].RenewWithin(Spread * i / topics.Length);
    }

    /// <summary>Says that the shopper is typing; nothing is promised.</summary>
    public void TellTyping(string conversation) => grains.GetGrain<IConversationGrain>(conversation).ShopperTyping().Ignore();

    /// <summary>One page of events, straight from the conversation.</summary>
    public async Task<EventPage> Page(string conversation, long after, int limit, CancellationToken cancellationToken)
    {
        var page = await grains.GetGrain<IConversationGrain>(conversation).Events(after, limit)
            .WaitAsync(_options.CallTimeout, time, cancellationToken);
        return page with { Next = page.Events is [.., var last] ? last.Sequence : after };
    }

    /// <summary>What a listener missed, as far as the conversation can tell it soon; nothing where it cannot.</summary>
    public async ValueTask<EventPage> Glance(string conversation, long after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await Page(conversation, after, limit, cancellationToken).WaitAsync(Soon, time, cancellationToken);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.EventsFailed(log, exception, TimeSpan.Zero);
            return new([], after);
        }
    }

    /// <inheritdoc/>
    public Task Committed(string conversation, IReadOnlyList<ConversationEvent> events)
    {
        if (events.Count > 0 && _topics.TryGetValue(conversation, out var topic))
            topic.Push(events);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Typing(string conversation, bool typing)
    {
        if (_topics.TryGetValue(conversation, out var topic))
            topic.Type(typing);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ShopperTyping(string conversation)
    {
        if (_topics.TryGetValue(conversation, out var topic))
            topic.ShopperTypes();
        return Task.CompletedTask;
    }

    Task ISubscription.Subscribe(string conversation) =>
        grains.GetGrain<IConversationGrain>(conversation).Subscribe(Reference());

    Task ISubscription.Unsubscribe(string conversation) =>
        grains.GetGrain<IConversationGrain>(conversation).Unsubscribe(Reference());

    /// <summary>Ends all subscriptions; the container calls it once for each name that it knows the feed by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    /// <summary>Whether the events leave out what comes right after a sequence.</summary>
    private static bool Skips(IReadOnlyList<ConversationEvent>? events, long after) =>
        events is [var first, ..] && first.Sequence > after + 1;

    /// <summary>
    /// The events after a sequence; the same list where it is all of them. What a conversation gives when it is
    /// read is all there is, so a gap in it (a transcript cut short) is passed over.
    /// </summary>
    private static IReadOnlyList<ConversationEvent> Newer(IReadOnlyList<ConversationEvent> events, long after) =>
        events is [var first, ..] && first.Sequence <= after ? [.. events.Where(e => e.Sequence > after)] : events;

    /// <summary>The same of a push, as long as it leaves nothing out.</summary>
    private static IReadOnlyList<ConversationEvent> Following(IReadOnlyList<ConversationEvent>? events, long after) =>
        events is null || Skips(events, after) ? [] : Newer(events, after);

    private Topic Join(string conversation, Mailbox mailbox)
    {
        while (true)
        {
            var created = new Topic(conversation, this, _options, time, log);
            var topic = _topics.GetOrAdd(conversation, created);
            var joined = topic.TryJoin(mailbox);
            if (topic == created)
                Start(conversation, topic);
            if (joined)
                return topic;
            _topics.TryRemove(new(conversation, topic));
        }
    }

    private void Start(string conversation, Topic topic)
    {
        // The loop outlives the request that starts it, so it must not stay in that request's trace.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => Keep(conversation, topic), CancellationToken.None);
    }

    private async Task Keep(string conversation, Topic topic)
    {
        metrics.Subscriptions(1);
        try
        {
            await topic.Run(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The process stops; the grain forgets the observer by itself.
        }
        finally
        {
            _topics.TryRemove(new(conversation, topic));
            metrics.Subscriptions(-1);
        }
    }

    /// <summary>Reads until the conversation answers; a listener waits through a silo that died.</summary>
    private async Task<EventPage> ReadPage(string conversation, long after, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.Renew);
        while (true)
        {
            try
            {
                return await Page(conversation, after, PageSize, cancellationToken);
            }
            catch (Exception exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wait = backoff.Next();
                Log.EventsFailed(log, exception, wait);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private IConversationObserver Reference()
    {
        lock (_gate)
            return _reference ??= grains.CreateObjectReference<IConversationObserver>(this);
    }
}
