using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Conversations;

/// <summary>
/// Tells a conversation that an entry stands in its inbox. It is the latency, where the inbox pump is the guarantee: an
/// entry that nobody was told of is delivered by the pump.
/// </summary>
public interface INudge
{
    /// <summary>Completes when the entry is told, by a call or on a broker; throws where it could not be.</summary>
    Task Tell(InboxEntry entry);
}
