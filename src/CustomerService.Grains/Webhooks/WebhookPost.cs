using CustomerService.Contracts.Conversations;
using CustomerService.Core.Webhooks;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Webhooks;

/// <summary>Puts events into the outbox, for each endpoint that wants them.</summary>
internal sealed class WebhookPost(IOptions<WebhookOptions> options, IWebhookOutbox outbox) : IWebhooks, IDisposable
{
    /// <summary>The endpoints of the settings.</summary>
    public IReadOnlyList<WebhookEndpoint> Endpoints { get; } =
        [.. options.Value.Endpoints.Select(e => new WebhookEndpoint(e.Key, e.Value))];

    public bool Wants(string tenant, string type) => Endpoints.Any(e => e.Wants(tenant, type));

    public async ValueTask Raise(WebhookEvent happened, CancellationToken cancellationToken = default)
    {
        if (Endpoints.Count == 0)
            return;
        var tenant = ConversationId.Parse(happened.Conversation).Tenant;
        var wanted = Endpoints.Where(e => e.Wants(tenant, happened.Type)).ToArray();
        if (wanted.Length == 0)
            return;
        var (id, body) = (WebhookMessage.IdOf(happened), WebhookMessage.Body(happened));
        await outbox.Add(
            [.. wanted.Select(e => new WebhookDelivery(e.Name, id, tenant, happened.Conversation, happened.Type, body))], cancellationToken);
        foreach (var endpoint in wanted)
            endpoint.Wake();
    }

    public void Dispose()
    {
        foreach (var endpoint in Endpoints)
            endpoint.Dispose();
    }
}
