using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>The audit finds what it is there to find.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Ledger _ledger = new("u");

    public AuditTests()
    {
        foreach (var (id, number) in new[] { ("m1", 1), ("m2", 2), ("m3", 3) })
        {
            _ledger.Sends(id, "text " + id);
            _ledger.Accepted(id, number);
        }
    }

    private static ConversationEvent[] Good { get; } =
        [Message(1, 1), Reply(2, 1), Reply(3, 1), Message(4, 2), Message(5, 3), Reply(6, 2, 3)];

    [Fact]
    public void Of_WholeConversation_FindsNothing()
    {
        foreach (var each in Good)
            _ledger.Saw(Seen(each));

        var found = Of(Good);

        found.Faults.ShouldBeEmpty();
        (found.Accepted, found.Turns, found.Replies).ShouldBe((3, 2, 3));
    }

    [Fact]
    public void Of_AcceptedMessageThatIsGone_FindsItLostAndUnanswered()
    {
        var found = Of([Message(1, 1), Reply(2, 1), Message(3, 3), Reply(4, 3)]);

        (found.Lost, found.Unanswered).ShouldBe((1, 1));
        found.Faults.ShouldContain("u: message m2, accepted as number 2, is lost");
    }

    [Fact]
    public void Of_TurnCommittedTwice_FindsItDoubled()
    {
        var found = Of([.. Good, Message(7, 2), Message(8, 3), Reply(9, 2, 3)]);

        found.Doubled.ShouldBe(4);
        found.Faults.ShouldContain("u: message m2 is told 2 times");
        found.Faults.ShouldContain("u: number 3 is answered by a second turn, at sequence 9");
    }

    [Fact]
    public void Of_ReplyCommittedAgainLater_FindsItDoubled() =>
        Of([.. Good, Status(7), Reply(8, 2, 3)]).Doubled.ShouldBe(2);

    [Fact]
    public void Of_MessageWithoutReply_FindsItUnanswered() => Of([.. Good[..5]]).Unanswered.ShouldBe(2);

    [Fact]
    public void Of_StatusInsideATurn_FindsItTorn() =>
        Of([Message(1, 1), Status(2), Reply(3, 1), .. Good[3..]]).Faults
            .ShouldContain(f => f.Contains("stands between", StringComparison.Ordinal));

    [Fact]
    public void Of_GapInSequences_FindsIt() =>
        Of([.. Good[..5], Good[5] with { Sequence = 7 }]).Faults.ShouldContain("u: event 6 of the conversation has the sequence 7");

    [Fact]
    public void Of_NumbersOutOfOrder_FindsThem() =>
        Of([Message(1, 2), Reply(2, 2), Message(3, 1), Reply(4, 1), Message(5, 3), Reply(6, 3)]).Faults
            .ShouldContain("u: numbers in the order of sequences: 1 comes after 2");

    [Fact]
    public void Of_SenderWhoseOrderWasNotKept_FindsIt()
    {
        var ledger = new Ledger("u");
        ledger.Sends("m2", "text m2");
        ledger.Sends("m1", "text m1");
        ledger.Accepted("m2", 2);
        ledger.Accepted("m1", 1);

        Audit.Of(ledger, [.. Good.Take(5).Select(Seen)]).Faults
            .ShouldContain("u: numbers in the order of sending: 1 comes after 2");
    }

    [Fact]
    public void Of_RetryThatGotAnotherNumber_FindsIt()
    {
        _ledger.Accepted("m1", 4);

        Of(Good).Faults.ShouldContain("u: message m1 was number 1 and is number 4 when it is sent again");
    }

    [Fact]
    public void Of_EventThatChangedOrWent_FindsBoth()
    {
        _ledger.Saw(Seen(Good[1] with { Text = "another answer" }));
        _ledger.Saw(Seen(Reply(7, 3)));

        var faults = Of(Good).Faults;

        faults.ShouldContain(f => f.StartsWith("u: event 2 was ", StringComparison.Ordinal));
        faults.ShouldContain(f => f.StartsWith("u: event 7 was read once and is gone", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_MessageNobodySent_FindsIt() =>
        Of([.. Good, Message(7, 9), Reply(8, 9)]).Faults.ShouldContain("u: message m9 was never sent");

    [Fact]
    public void Faults_QueueThatIsRight_AreNone() =>
        DeskAudit.Faults([Ticket("a", 1)], [("a", [Seen(HandedOver(1)), Seen(Status(2))]), ("b", [])]).ShouldBeEmpty();

    [Fact]
    public void Faults_MissingDoubledAndStrangePlaces_AreAllFound()
    {
        var faults = DeskAudit.Faults(
            [Ticket("a", 1), Ticket("a", 2), Ticket("c", 3)],
            [
                ("a", [Seen(HandedOver(1)), Seen(Status(2)), Seen(Status(3))]),
                ("b", [Seen(HandedOver(1)), Seen(HandedOver(2))]), ("c", []),
            ]);

        faults.ShouldBe(
        [
            "a: 2 places in the queue, 1 expected", "a: 2 notices of its place in the queue, 1 expected",
            "b: 2 hand-overs told, 1 expected", "b: 0 places in the queue, 1 expected",
            "b: 0 notices of its place in the queue, 1 expected", "c: 1 places in the queue, 0 expected",
        ]);
    }

    private Findings Of(ConversationEvent[] told) => Audit.Of(_ledger, [.. told.Select(Seen)]);

    private static SeenEvent Seen(ConversationEvent each) => new(each, JsonSerializer.Serialize(each));

    private static ConversationEvent Message(long sequence, long number) =>
        new(sequence, EventKinds.Message, At) { Number = number, MessageId = $"m{number}", Text = $"text m{number}" };

    private static ConversationEvent Reply(long sequence, params long[] numbers) =>
        new(sequence, EventKinds.Reply, At) { Text = "answer", InReplyTo = numbers };

    private static ConversationEvent HandedOver(long sequence) =>
        Reply(sequence, 1) with { Text = $"好的。{DeskAudit.HandedOver}。" };

    private static ConversationEvent Status(long sequence) =>
        new(sequence, EventKinds.Status, At) { Status = DeskAudit.Position };

    private static QueueTicket Ticket(string conversation, int position) =>
        new(conversation, position, new($"{conversation}:{position}", conversation, "asked", At));
}
