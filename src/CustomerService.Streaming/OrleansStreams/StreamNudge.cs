using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming.OrleansStreams;

/// <summary>Puts entries on the conversation's stream of an Orleans stream provider.</summary>
internal sealed class StreamNudge(IClusterClient client, IOptions<StreamOptions> options) : INudge
{
    public Task Tell(InboxEntry entry) => client.GetStreamProvider(options.Value.Provider)
        .GetStream<InboxEntry>(StreamId.Create(InboxStreamGrain.Namespace, entry.Conversation)).OnNextAsync(entry);
}
