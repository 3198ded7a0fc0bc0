using System.Diagnostics.Metrics;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Gateway.Warming;

/// <summary>Where a rehearsed message goes: it is stored, told and counted by nobody.</summary>
internal sealed class Nowhere : IInbox, INudge, IMeterFactory
{
    // No exporter knows the name.
    private readonly Meter _meter = new("rehearsal");

    public ValueTask<Accepted> Append(InboxMessage message, CancellationToken cancellationToken = default) => new(new Accepted(
        new(message.Conversation.ToString(), 1, message.MessageId, message.Kind, message.Text, message.ReceivedAt), Duplicate: false));

    public Task Tell(InboxEntry entry) => Task.CompletedTask;

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();

    public ValueTask<bool> Exists(string conversation, CancellationToken cancellationToken = default) => default;

    public ValueTask<IReadOnlyList<InboxEntry>> Read(
        string conversation, long after, int limit, CancellationToken cancellationToken = default) => new([]);

    public ValueTask Finish(string conversation, IReadOnlyList<long> numbers, CancellationToken cancellationToken = default) => default;

    public ValueTask<InboxBacklog> Backlog(CancellationToken cancellationToken = default) => default;

    public ValueTask<IReadOnlyDictionary<string, TenantQueue>> Behind(
        DateTimeOffset earlier, DateTimeOffset later, CancellationToken cancellationToken = default) =>
        new(new Dictionary<string, TenantQueue>(StringComparer.Ordinal));
}
