using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>One shopper and the gateway in front of the conversation.</summary>
internal sealed class Shopper(TestCluster cluster, string conversation)
{
    private int _said;

    public string Conversation => conversation;

    public IConversationGrain Grain => cluster.Client.GetGrain<IConversationGrain>(conversation);

    /// <summary>Makes a message durable and tells nobody.</summary>
    public async Task<InboxEntry> Append(string text)
    {
        var id = Interlocked.Increment(ref _said);
        var accepted = await cluster.Inbox.Append(new InboxMessage(
            ConversationId.Parse(conversation), $"{cluster.GetHashCode()}-{id}", InboxKind.Message, text, cluster.Time.GetUtcNow()));
        return accepted.Entry;
    }

    public async Task<InboxEntry> Say(string text)
    {
        var entry = await Append(text);
        await Grain.Deliver(entry);
        return entry;
    }

    /// <summary>Says it, waits until its turn is done with, and gives all that the conversation shows.</summary>
    public async Task<IReadOnlyList<ConversationEvent>> Ask(string text)
    {
        await Finished((await Say(text)).Number);
        return await Events();
    }

    public Task Finished(long number, int times = 1) => cluster.Inbox.Finished(conversation, number, times);

    public async Task<IReadOnlyList<ConversationEvent>> Events(int page = 100)
    {
        var events = new List<ConversationEvent>();
        for (long after = 0; ;)
        {
            var next = await Grain.Events(after, page);
            if (next.Events.Count == 0)
                return events;
            events.AddRange(next.Events);
            after = next.Next;
        }
    }
}
