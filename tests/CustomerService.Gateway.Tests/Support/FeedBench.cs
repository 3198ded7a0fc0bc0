using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>A feed over one conversation, in a time that the test moves.</summary>
internal sealed class FeedBench : IAsyncDisposable
{
    public const string Id = "default.web.somebody";

    public static readonly TimeSpan Renew = new FeedOptions().Renew;

    public static readonly TimeSpan Expect = new FeedOptions().Expect;

    public static readonly TimeSpan Linger = new FeedOptions().Linger;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public FeedBench()
    {
        Feed = new(
            Cluster.Grains, new(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), Time,
            Options.Create(new GatewayOptions()), NullLogger<ConversationFeed>.Instance);
    }

    public TestTime Time { get; } = new();

    public FakeCluster Cluster { get; } = new();

    public ConversationFeed Feed { get; }

    public FakeConversation Grain => Cluster.Conversation(Id);

    public FeedListener Listen(long after = 0, bool paused = false) => new(Feed, Id, after, paused);

    /// <summary>Waits until the subscription stands and its next renewal is due in a while.</summary>
    public Task Settled() => Time.Begun(Renew);

    /// <summary>Moves time on, a little at a time, until something is so.</summary>
    public Task Until(Func<bool> condition, double step = 0.25) => Answers.Eventually(() =>
    {
        if (condition())
            return true;
        Time.Advance(TimeSpan.FromSeconds(step));
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        await Feed.DisposeAsync();
        await _services.DisposeAsync();
    }
}
