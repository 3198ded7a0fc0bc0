using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>A gateway that keeps what is pushed to it.</summary>
internal sealed class Listener : IConversationObserver
{
    private readonly Watch _watch = new();
    private readonly List<ConversationEvent> _events = [];

    public IReadOnlyList<ConversationEvent> Events => _watch.Look(() => _events.ToArray());

    public Task Heard(int count) => _watch.Until(() => _events.Count >= count);

    public Task Committed(string conversation, IReadOnlyList<ConversationEvent> events)
    {
        _watch.Change(() =>
        {
            _events.AddRange(events);
            return true;
        });
        return Task.CompletedTask;
    }

    public Task Typing(string conversation, bool typing) => Task.CompletedTask;
}
