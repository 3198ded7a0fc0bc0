using CustomerService.Contracts.Conversations;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace CustomerService.Streaming.OrleansStreams;

/// <summary>Brings what arrives on a conversation's stream to the conversation.</summary>
public interface IInboxStreamGrain : IGrainWithStringKey;

/// <inheritdoc cref="IInboxStreamGrain"/>
[ImplicitStreamSubscription(Namespace)]
internal sealed class InboxStreamGrain : Grain, IInboxStreamGrain, IStreamSubscriptionObserver, IAsyncObserver<InboxEntry>
{
    /// <summary>Of the streams; the key of each is its conversation.</summary>
    public const string Namespace = "customer-service-inbox";

    /// <inheritdoc/>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<InboxEntry>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(InboxEntry item, StreamSequenceToken? token = null) =>
        // A failure makes the provider bring it again, and in the end the inbox pump does.
        GrainFactory.GetGrain<IConversationGrain>(this.GetPrimaryKeyString()).Deliver(item);

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
