using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Conversations;

/// <summary>
/// Takes committed effects to their grains; each is idempotent there by its operation id, so one whose grain was on a
/// silo that died is repeated until the cluster has another place for it.
/// </summary>
internal sealed class EffectDispatcher(IGrainFactory grains, IWebhooks webhooks, TimeProvider time)
{
    // Longer than a standstill takes to be noticed; what lasts longer is left to the redelivery.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns when the grain has it.</summary>
    public async Task Dispatch(ConversationId conversation, Effect effect)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await Once(conversation, effect);
                return;
            }
            catch (Exception e) when (IsOfTransport(e) && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(BetweenTries, time);
            }
        }
    }

    // A call that waited too long for a place is cancelled by the runtime, not by anybody here.
    private static bool IsOfTransport(Exception exception) =>
        exception is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or OperationCanceledException;

    private Task Once(ConversationId conversation, Effect effect) => effect switch
    {
        { Handover: { } request } => HandOver(conversation, request),
        { Observation: { } observation } => grains
            .GetGrain<IUserProfileGrain>($"{conversation.Tenant}.{conversation.Shopper}").Observe(observation),
        { Desk: { } command } => grains.GetGrain<IAgentDeskGrain>(conversation.Tenant).Do(command),
        { Webhook: { } happened } => webhooks.Raise(happened).AsTask(),
        _ => throw new InvalidOperationException("An effect of a newer version cannot be dispatched here."),
    };

    // Told first: that an agent accepted it cannot be heard of before.
    private async Task HandOver(ConversationId conversation, HandoverRequest request)
    {
        await webhooks.Raise(new(request.OperationId, WebhookTypes.HandedOver, request.At, request.Conversation)
        {
            Data = new() { Ticket = request.OperationId, Reason = request.Reason, Intent = request.Intent },
        });
        await grains.GetGrain<IAgentDeskGrain>(conversation.Tenant).Enqueue(request);
    }
}
