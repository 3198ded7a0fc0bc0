using CustomerService.Cluster.Tests.Support;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Conversations;

/// <summary>A test with a data folder of its own and a cluster on it.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    private protected const string Question = "星河X1黑色256G有货吗？";
    private protected const string OtherQuestion = "星河X1白色512G有货吗？";

    private protected DataFolder Folder { get; } = new();

    private protected TestCluster Cluster { get; set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await TestCluster.Start(Folder);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task Restart()
    {
        await Cluster.DisposeAsync();
        Cluster = await TestCluster.Start(Folder);
    }

    private protected static string[] Kinds(IEnumerable<ConversationEvent> events) => [.. events.Select(e => e.Kind)];

    /// <summary>Every message is shown once and answered once, in order, by sequences without gaps.</summary>
    private protected static void ShouldBeAnsweredOnce(IReadOnlyList<ConversationEvent> events, long messages)
    {
        long[] numbers = [.. Enumerable.Range(1, (int)messages)];
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n));
        events.Where(e => e.Kind == EventKinds.Message).Select(e => e.Number!.Value).ShouldBe(numbers);
        events.Where(e => e.Kind == EventKinds.Reply).SelectMany(e => e.InReplyTo!).ShouldBe(numbers);
    }
}
