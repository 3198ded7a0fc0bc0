namespace CustomerService.Core.Webhooks;

/// <summary>An event on its way to one endpoint.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Id">The <c>webhook-id</c>: the same whenever it is sent, unique at the endpoint.</param>
/// <param name="Tenant">The shop.</param>
/// <param name="Conversation">What it is ordered by.</param>
/// <param name="Type">One of <see cref="WebhookTypes"/>.</param>
/// <param name="Body">What is sent, JSON.</param>
public sealed record WebhookDelivery(string Endpoint, string Id, string Tenant, string Conversation, string Type, string Body)
{
    /// <summary>Given by the outbox; grows in the order of the events of a conversation.</summary>
    public long Number { get; init; }

    /// <summary>When it was put, or sent again by an operator: its age counts from here.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Times that it was taken, this one included.</summary>
    public int Attempts { get; init; }
}

/// <summary>A delivery that was given up.</summary>
/// <param name="Number">Names it for <see cref="IWebhookOutbox.Retry"/>.</param>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Conversation">Where it happened.</param>
/// <param name="Type">One of <see cref="WebhookTypes"/>.</param>
/// <param name="Reason">The last failure.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DiedAt">When it was given up.</param>
public sealed record DeadDelivery(
    long Number, string Endpoint, string Id, string Conversation, string Type, string Reason, int Attempts, DateTimeOffset DiedAt);

/// <summary>How it stands with one endpoint.</summary>
/// <param name="Endpoint">Its name.</param>
/// <param name="Waiting">Deliveries not made yet.</param>
/// <param name="OldestAt">Since when the oldest of them waits.</param>
/// <param name="Dead">Deliveries given up.</param>
/// <param name="Disabled">Whether it answered 410 (Gone), so that nothing is sent until an operator enables it or its address changes.</param>
public sealed record WebhookQueue(string Endpoint, long Waiting, DateTimeOffset? OldestAt, long Dead, bool Disabled);

/// <summary>
/// The durable outbox of webhooks. Of a conversation an endpoint has one delivery under way: the first that waits. Who
/// takes it holds it for a lease, and after that anybody may take it again.
/// </summary>
public interface IWebhookOutbox
{
    /// <summary>Puts deliveries; one whose endpoint and id are known changes nothing.</summary>
    ValueTask Add(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>Takes what is due at an endpoint: of each conversation at most the first that waits.</summary>
    ValueTask<IReadOnlyList<WebhookDelivery>> Take(
        string endpoint, TimeSpan lease, int limit, CancellationToken cancellationToken = default);

    /// <summary>It is delivered: the next of its conversation is due, and what it said is forgotten.</summary>
    ValueTask Sent(WebhookDelivery delivery, CancellationToken cancellationToken = default);

    /// <summary>
    /// It failed, and is tried again at <paramref name="next"/>; null gives it up, and the next of its conversation is
    /// due. Nothing changes where somebody else took it meanwhile.
    /// </summary>
    ValueTask Failed(WebhookDelivery delivery, string reason, DateTimeOffset? next, CancellationToken cancellationToken = default);

    /// <summary>Stops an endpoint for as long as it has this address.</summary>
    ValueTask Disable(string tenant, string endpoint, string url, CancellationToken cancellationToken = default);

    /// <summary>Ends <see cref="Disable"/>; false where there is none. A tenant sees its own alone; null sees all.</summary>
    ValueTask<bool> Enable(string? tenant, string endpoint, CancellationToken cancellationToken = default);

    /// <summary>The address for which an endpoint is stopped; null where it is not.</summary>
    ValueTask<string?> DisabledFor(string endpoint, CancellationToken cancellationToken = default);

    /// <summary>How it stands with the endpoints that anything is kept of, by name.</summary>
    ValueTask<IReadOnlyList<WebhookQueue>> Queues(string? tenant, CancellationToken cancellationToken = default);

    /// <summary>The deliveries given up, the newest first.</summary>
    ValueTask<IReadOnlyList<DeadDelivery>> Dead(string? tenant, int limit, CancellationToken cancellationToken = default);

    /// <summary>What a delivery that was given up says; null where there is none.</summary>
    ValueTask<WebhookDelivery?> Show(string? tenant, long number, CancellationToken cancellationToken = default);

    /// <summary>Sends a delivery that was given up again, under its old id; false where there is none.</summary>
    ValueTask<bool> Retry(string? tenant, long number, CancellationToken cancellationToken = default);

    /// <summary>Forgets a delivery that was given up; false where there is none.</summary>
    ValueTask<bool> Drop(string? tenant, long number, CancellationToken cancellationToken = default);

    /// <summary>Forgets what was delivered or given up before a time.</summary>
    /// <returns>How many.</returns>
    ValueTask<long> Forget(DateTimeOffset before, CancellationToken cancellationToken = default);
}
