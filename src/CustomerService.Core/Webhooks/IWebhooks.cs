namespace CustomerService.Core.Webhooks;

/// <summary>Where events are raised that a shop's own systems hear of.</summary>
public interface IWebhooks
{
    /// <summary>Whether somebody wants to hear of a type.</summary>
    bool Wants(string tenant, string type);

    /// <summary>
    /// Writes the event durably for each endpoint that wants it; nothing is written where none does, nor for an
    /// operation that is known.
    /// </summary>
    ValueTask Raise(WebhookEvent happened, CancellationToken cancellationToken = default);
}
