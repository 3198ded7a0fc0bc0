using CustomerService.Cluster.Tests.Conversations;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;

namespace CustomerService.Cluster.Tests.Desk;

public sealed class AgentDeskTests : ClusterTest
{
    [Fact]
    public async Task Enqueue_Again_KeepsThePlaceAndTellsOnce()
    {
        var first = await Cluster.Desk.Enqueue(Request("anna"));
        await Cluster.Desk.Enqueue(Request("bert"));
        var again = await Cluster.Desk.Enqueue(Request("anna"));

        again.ShouldSatisfyAllConditions(t => t.Position.ShouldBe(1), t => t.Request.OperationId.ShouldBe(first.Request.OperationId));
        (await Waiting()).ShouldBe(["default.web.anna", "default.web.bert"]);
        var shopper = Cluster.Shopper("anna");
        await shopper.Finished(1);
        (await shopper.Events()).ShouldHaveSingleItem().Status.ShouldBe("queue_position");
    }

    [Fact]
    public async Task Remove_FirstPlace_OthersMoveUp()
    {
        foreach (var name in new[] { "anna", "bert", "carl" })
            await Cluster.Desk.Enqueue(Request(name));

        await Cluster.Desk.Remove("default.web.anna");
        await Cluster.Desk.Remove("default.web.nobody");

        var queue = await Cluster.Desk.Queue();
        queue.Select(t => (t.Conversation, t.Position)).ShouldBe([("default.web.bert", 1), ("default.web.carl", 2)]);
    }

    [Fact]
    public async Task Queue_AfterARestart_IsTheSameAndItsReminderStands()
    {
        foreach (var name in new[] { "anna", "bert", "carl" })
            await Cluster.Desk.Enqueue(Request(name));
        (await HasReminder()).ShouldBeTrue();

        await Restart();

        (await Waiting()).ShouldBe(["default.web.anna", "default.web.bert", "default.web.carl"]);
        (await HasReminder()).ShouldBeTrue();
    }

    [Fact]
    public async Task Enqueue_ReminderCannotBeWrittenAtFirst_StandsAfterTheNextTry()
    {
        Cluster.Reminders.BeforeUpsert = () => throw new IOException("The table cannot be written.");
        await Should.ThrowAsync<Exception>(() => Cluster.Desk.Enqueue(Request("anna")));
        Cluster.Reminders.BeforeUpsert = null;

        (await Cluster.Desk.Enqueue(Request("anna"))).Position.ShouldBe(1);

        (await HasReminder()).ShouldBeTrue();
        (await Waiting()).ShouldBe(["default.web.anna"]);
    }

    [Fact]
    public async Task Enqueue_LongestConversationId_IsToldItsPosition()
    {
        var id = new ConversationId(new string('t', 32), new string('c', 32), new string('s', 62)).ToString();
        id.Length.ShouldBe(ConversationId.MaxLength);

        await Cluster.Desk.Enqueue(new HandoverRequest($"{id}:1:handover", id, "asked", Cluster.Time.GetUtcNow()));

        await Cluster.Inbox.Finished(id, 1);
    }

    private static HandoverRequest Request(string shopper) =>
        new($"default.web.{shopper}:1:handover", $"default.web.{shopper}", "asked", new DateTimeOffset(2026, 11, 11, 8, 0, 0, TimeSpan.Zero));

    private async Task<string[]> Waiting() => [.. (await Cluster.Desk.Queue()).Select(t => t.Conversation)];

    private async Task<bool> HasReminder() =>
        (await Cluster.Reminders.ReadRows(Cluster.Desk.GetGrainId())).Reminders.Any(r => r.ReminderName == "positions");
}
