using CustomerService.EndToEnd.Tests.Support;
using CustomerService.Standalone.Conversations;

namespace CustomerService.EndToEnd.Tests.Conversations;

/// <summary>Plays every written conversation against one running host.</summary>
[TestCaseOrderer(typeof(ChangesLast))]
public sealed class ConversationTests(ShopHost host) : IClassFixture<ShopHost>
{
    public static TheoryData<string> Files { get; } = [.. WrittenConversations.All.Select(c => c.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Converse_AsWritten_IsAnsweredAsExpected(string file)
    {
        var conversation = WrittenConversations.Load(file);
        var runner = new ConversationRunner(host.Http, host.OperatorKey, host.Prove);

        var outcome = await runner.Run(conversation, TimeProvider.System, TestContext.Current.CancellationToken);

        if (conversation.Pending is { } reason && outcome.Faults.Count > 0)
            Assert.Skip($"Known not to pass yet: {reason}.");
        if (outcome.Faults.Count > 0)
            Assert.Fail($"{outcome.Name}\n  ! {string.Join("\n  ! ", outcome.Faults)}\n{outcome.Transcript}");
    }
}
