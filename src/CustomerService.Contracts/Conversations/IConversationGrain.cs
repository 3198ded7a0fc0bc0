using Orleans.Concurrency;

namespace CustomerService.Contracts.Conversations;

/// <summary>One conversation; its key is a <see cref="ConversationId"/>.</summary>
[Alias("CustomerService.IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells the grain of an inbox entry. Only a nudge: entries it misses are read from the inbox, entries it
    /// has handled are not handled again, and nothing is promised by its return.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("Deliver")]
    Task Deliver(InboxEntry entry);

    /// <summary>Events with a sequence greater than <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    [AlwaysInterleave, Alias("Events")]
    Task<EventPage> Events(long after, int limit);

    /// <summary>
    /// Pushes events committed from now on to <paramref name="observer"/>, for five minutes; a caller that stays
    /// repeats the call, and reads <see cref="Events"/> after it to close the gap.
    /// </summary>
    [AlwaysInterleave, Alias("Subscribe")]
    Task Subscribe(IConversationObserver observer);

    /// <summary>Ends a <see cref="Subscribe"/>.</summary>
    [AlwaysInterleave, Alias("Unsubscribe")]
    Task Unsubscribe(IConversationObserver observer);

    /// <summary>The last turns (at most 20), oldest first.</summary>
    [AlwaysInterleave, Alias("Turns")]
    Task<IReadOnlyList<TurnRecord>> Turns();

    /// <summary>What an agent who takes the conversation needs to know.</summary>
    [AlwaysInterleave, Alias("Briefing")]
    Task<Briefing> Briefing();

    /// <summary>Shows the shopper that the agent is typing.</summary>
    [OneWay, AlwaysInterleave, Alias("AgentTyping")]
    Task AgentTyping(bool typing);

    /// <summary>Shows who watches at the desk that the shopper is typing; for a few seconds, unless it is said again.</summary>
    [OneWay, AlwaysInterleave, Alias("ShopperTyping")]
    Task ShopperTyping();
}

/// <summary>Receives the events of conversations: one object serves a whole gateway.</summary>
[Alias("CustomerService.IConversationObserver")]
public interface IConversationObserver : IGrainObserver
{
    /// <summary>Events just committed, in order.</summary>
    [OneWay, AlwaysInterleave, Alias("Committed")]
    Task Committed(string conversation, IReadOnlyList<ConversationEvent> events);

    /// <summary>The bot is working on an answer (true) or has stopped (false).</summary>
    [OneWay, AlwaysInterleave, Alias("Typing")]
    Task Typing(string conversation, bool typing);

    /// <summary>The shopper is typing. Nothing, for who does not show it.</summary>
    [OneWay, AlwaysInterleave, Alias("ShopperTyping")]
    Task ShopperTyping(string conversation) => Task.CompletedTask;
}
