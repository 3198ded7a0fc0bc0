using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Storage.Sqlite;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>The real inbox, with faults on demand; what it finishes is the event that tests wait for.</summary>
internal sealed class WatchedInbox(SqliteInbox inbox) : IInbox
{
    private readonly Watch _watch = new();
    private readonly List<(string Conversation, long Number)> _finished = [];

    /// <summary>Throws where an append shall fail.</summary>
    public Action<InboxMessage>? BeforeAppend { get; set; }

    /// <summary>Throws where a finish shall fail.</summary>
    public Action? BeforeFinish { get; set; }

    public int Finishes(string conversation, long number) =>
        _watch.Look(() => _finished.Count(f => f == (conversation, number)));

    public Task Finished(string conversation, long number, int times = 1) =>
        _watch.Until(() => _finished.Count(f => f == (conversation, number)) >= times);

    public ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default)
    {
        BeforeAppend?.Invoke(message);
        return inbox.Append(message, cancellationToken);
    }

    public async ValueTask Finish(string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default)
    {
        BeforeFinish?.Invoke();
        await inbox.Finish(conversation, numbers, cancellationToken);
        _watch.Change(() =>
        {
            _finished.AddRange(numbers.Select(n => (conversation, n)));
            return true;
        });
    }

    public ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default) =>
        inbox.Exists(conversation, cancellationToken);

    public ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        inbox.Read(conversation, after, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default) =>
        inbox.Behind(earlier, later, cancellationToken);

    public ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default) => inbox.Backlog(cancellationToken);
}
