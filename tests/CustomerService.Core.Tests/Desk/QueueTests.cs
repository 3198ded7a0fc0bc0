using System.Collections.Immutable;
using CsCheck;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Tests.Desk;

public sealed class QueueTests
{
    [Fact]
    public void Waiting_EqualPriorities_AreServedInTheOrderOfArrival()
    {
        var desk = new DeskBench();
        foreach (var name in new[] { "a", "b", "c" })
        {
            desk.Enqueue(name);
            desk.Now += TimeSpan.FromSeconds(1);
        }

        desk.Queue.ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("anger", null, 0, false, 180)]
    [InlineData("asked", null, -1, false, 180)]
    [InlineData("high_risk", null, 0, false, 120)]
    [InlineData("asked", null, 0, true, 120)]
    [InlineData("high_risk", null, -1, true, 420)]
    [InlineData("asked", "return_exchange", 0, false, 0)]
    public void Enqueue_WithAPriority_IsWorthSoManySecondsOfWaiting(string reason, string? intent, int sentiment, bool vip, int seconds)
    {
        var desk = new DeskBench();

        desk.Enqueue("late", reason, intent, sentiment, vip);

        desk["late"].Rank.ShouldBe(DeskBench.Start - TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Enqueue_ComplexMatterInAPeak_GoesFirst()
    {
        var desk = new DeskBench(DeskBench.Shipped with { Peak = true });
        desk.Enqueue("simple", intent: "stock");
        desk.Now += TimeSpan.FromSeconds(30);

        desk.Enqueue("complex", intent: "return_exchange");

        desk.Queue.ShouldBe(["complex", "simple"]);
        desk["complex"].Priority.ShouldBe(["complex"]);
    }

    /// <summary>Nothing starves: who came earlier by more than all bonuses together is served earlier, whatever the priorities.</summary>
    [Fact]
    public void Rank_WhoCameEarlierByAllBonuses_IsNeverOvertaken()
    {
        var setting = DeskBench.Shipped with { Peak = true };
        var all = setting.Bonus.Values.Aggregate(TimeSpan.Zero, (a, b) => a + b);
        string[] names = ["vip", "anger", "high_risk", "complex"];
        var why = Gen.Int[0, 3].Array[0, 4].Select(a => a.Distinct().Select(i => names[i]).ToImmutableArray());

        Gen.Select(why, why, Gen.Int[1, 100_000]).Sample((first, second, later) =>
            QueueRules.Rank(DeskBench.Start, first, setting) < QueueRules.Rank(DeskBench.Start + all + TimeSpan.FromSeconds(later), second, setting));
    }

    [Fact]
    public void Position_OtherSkills_AreNotInTheWay()
    {
        var desk = new DeskBench().Enqueue("a", intent: "stock").Enqueue("b", intent: "warranty").Enqueue("c", intent: "price");

        QueueRules.Position(desk.State, desk["b"]).ShouldBe(1);
        QueueRules.Position(desk.State, desk["c"]).ShouldBe(2);
    }

    [Theory]
    [InlineData("anger", "stock", "complaint")]
    [InlineData("asked", "stock", "presale")]
    [InlineData("asked", "refund_status", "aftersale")]
    [InlineData("asked", "human", "general")]
    [InlineData("not_understood", null, "general")]
    public void Enqueue_ReasonAndTopic_DecideTheSkill(string reason, string? intent, string skill)
    {
        new DeskBench().Enqueue("a", reason, intent)["a"].Skill.ShouldBe(skill);
    }

    [Fact]
    public void ExpectedWait_AgentsShareTheQueue()
    {
        var desk = new DeskBench();
        for (var i = 0; i < 6; i++)
            desk.Enqueue($"c{i}");
        var fifth = QueueRules.Waiting(desk.State).ElementAt(4);
        Staffing.Of(desk.State, fifth.Skill).ExpectedWait(5, TimeSpan.FromMinutes(6)).ShouldBeNull();

        desk.Online("x", capacity: 1).Online("y", capacity: 2);

        Staffing.Of(desk.State, fifth.Skill).ExpectedWait(3, TimeSpan.FromMinutes(6)).ShouldBe(TimeSpan.Zero);
        Staffing.Of(desk.State, fifth.Skill).ExpectedWait(5, TimeSpan.FromMinutes(6)).ShouldBe(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public void Heard_AngerWhileWaiting_MovesForwardOnce()
    {
        var desk = new DeskBench().Enqueue("a");
        desk.Now += TimeSpan.FromSeconds(60);
        desk.Enqueue("b");

        desk.Do(Contracts.Desk.DeskCommandKind.Heard, "", "b", c => c with { Value = -1, At = desk.Now });
        desk.Do(Contracts.Desk.DeskCommandKind.Heard, "", "b", c => c with { Value = -1, At = desk.Now });

        desk.Queue.ShouldBe(["b", "a"]);
        desk["b"].Priority.ShouldBe(["anger"]);
    }
}
