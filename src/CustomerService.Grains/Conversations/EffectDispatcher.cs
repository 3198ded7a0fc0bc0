using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Dialogue;

namespace CustomerService.Grains.Conversations;

/// <summary>Takes committed effects to their grains; each is idempotent there by its operation id.</summary>
internal sealed class EffectDispatcher(IGrainFactory grains)
{
    public Task Dispatch(ConversationId conversation, Effect effect) => effect switch
    {
        { Handover: { } request } => grains.GetGrain<IAgentDeskGrain>(conversation.Tenant).Enqueue(request),
        { Observation: { } observation } => grains
            .GetGrain<IUserProfileGrain>($"{conversation.Tenant}.{conversation.Shopper}").Observe(observation),
        { Desk: { } command } => grains.GetGrain<IAgentDeskGrain>(conversation.Tenant).Do(command),
        _ => throw new InvalidOperationException("An effect of a newer version cannot be dispatched here."),
    };
}
