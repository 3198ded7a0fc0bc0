using System.Threading.Channels;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Streaming.Kafka;
using CustomerService.Streaming.OrleansStreams;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using static CustomerService.Streaming.Tests.Entries;

namespace CustomerService.Streaming.Tests;

/// <summary>Streams of a provider in memory: what an entry goes through with Event Hubs, but for Event Hubs itself.</summary>
public sealed class OrleansStreamTests
{
    [Fact]
    public async Task Tell_StreamOfAProvider_ReachesTheConversationInOrder()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryStreams("hubs").AddMemoryGrainStorage("PubSubStore"));
        builder.ConfigureClient(client => client.AddMemoryStreams("hubs"));
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        INudge nudge = new StreamNudge(cluster.Client, Options.Create(new StreamOptions { Provider = "hubs" }));
        for (var number = 1; number <= 20; number++)
            await nudge.Tell(Entry(1, number));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        for (var number = 1; number <= 20; number++)
            EntryJson.Write(await NotingGrain.Told.Reader.ReadAsync(patience.Token)).ShouldBe(EntryJson.Write(Entry(1, number)));
    }

    /// <summary>The conversation of this cluster.</summary>
    internal sealed class NotingGrain : Grain, IConversationGrain
    {
        public static Channel<InboxEntry> Told { get; } = Channel.CreateUnbounded<InboxEntry>();

        public Task Deliver(InboxEntry entry)
        {
            Told.Writer.TryWrite(entry);
            return Task.CompletedTask;
        }

        public Task<EventPage> Events(long after, int limit) => throw new NotSupportedException();

        public Task Subscribe(IConversationObserver observer) => throw new NotSupportedException();

        public Task Unsubscribe(IConversationObserver observer) => throw new NotSupportedException();

        public Task<IReadOnlyList<TurnRecord>> Turns() => throw new NotSupportedException();

        public Task<Briefing> Briefing() => throw new NotSupportedException();

        public Task AgentTyping(bool typing) => throw new NotSupportedException();

        public Task ShopperTyping() => throw new NotSupportedException();
    }
}
