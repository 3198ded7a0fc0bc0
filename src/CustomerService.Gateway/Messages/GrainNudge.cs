using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Gateway.Messages;

/// <summary>Calls the conversation's grain.</summary>
internal sealed class GrainNudge(IGrainFactory grains) : INudge
{
    public Task Tell(InboxEntry entry) => grains.GetGrain<IConversationGrain>(entry.Conversation).Deliver(entry);
}
