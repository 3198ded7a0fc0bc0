using System.Collections.Concurrent;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using NSubstitute;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>The grains that a gateway reaches; the real ones are tried elsewhere, with a silo.</summary>
public sealed class FakeCluster
{
    private readonly ConcurrentDictionary<string, FakeConversation> _conversations = new(StringComparer.Ordinal);

    public FakeCluster()
    {
        Grains = Substitute.For<IGrainFactory>();
        Grains.GetGrain<IConversationGrain>(Arg.Any<string>()).Returns(call => Conversation(call.ArgAt<string>(0)));
        Grains.GetGrain<IAgentDeskGrain>(Arg.Any<string>()).Returns(Desk);
        Grains.CreateObjectReference<IConversationObserver>(Arg.Any<IGrainObserver>())
            .Returns(call => (IConversationObserver)call.ArgAt<IGrainObserver>(0));
    }

    public IGrainFactory Grains { get; }

    public IAgentDeskGrain Desk { get; } = Substitute.For<IAgentDeskGrain>();

    public FakeConversation Conversation(string id) => _conversations.GetOrAdd(id, key => new(key));
}
