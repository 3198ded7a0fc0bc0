using System.Collections.Concurrent;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>An inbox in memory, with the promises of the port.</summary>
public sealed class FakeInbox : IInbox
{
    private int _looks;
    private readonly ConcurrentDictionary<string, List<InboxEntry>> _entries = new(StringComparer.Ordinal);

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Ends never while it is set.</summary>
    public bool Hangs { get; set; }

    /// <summary>By tenant: when the entry was accepted that answers have come to, where they are behind. None is answered.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> BehindAt { get; set; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>Whether it was warmed.</summary>
    public bool IsWarm { get; private set; }

    /// <summary>How often it was looked how far they are behind.</summary>
    public int Looks => _looks;

    public IReadOnlyList<InboxEntry> All => [.. _entries.Values.SelectMany(e => e)];

    public ValueTask Warm(CancellationToken cancellationToken = default)
    {
        Check();
        IsWarm = true;
        return default;
    }

    public async ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default)
    {
        if (Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        Check();
        var list = _entries.GetOrAdd(message.Conversation.ToString(), _ => []);
        lock (list)
        {
            if (list.Find(e => e.MessageId == message.MessageId) is { } first)
                return new(first, true);
            var entry = new InboxEntry(
                message.Conversation.ToString(), list.Count + 1, message.MessageId, message.Kind, message.Text,
                message.ReceivedAt)
            {
                Media = message.Media, Page = message.Page, Member = message.Member, TraceParent = message.TraceParent,
            };
            list.Add(entry);
            return new(entry, false);
        }
    }

    public ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default)
    {
        Check();
        return new(_entries.ContainsKey(conversation));
    }

    public ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) =>
        new([.. _entries[conversation].Where(e => e.Number > after).Take(limit)]);

    public ValueTask Finish(
        string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default) => default;

    public ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default)
    {
        Check();
        return new(new InboxBacklog(All.Count, All.Count == 0 ? null : All.Min(e => e.ReceivedAt)));
    }

    public ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default)
    {
        Check();
        Interlocked.Increment(ref _looks);
        return new(BehindAt.ToDictionary(b => b.Key, b => new TenantQueue(b.Value, 1000, 1000, 1000), StringComparer.Ordinal));
    }

    private void Check()
    {
        if (Fault is { } fault)
            throw fault;
    }
}
