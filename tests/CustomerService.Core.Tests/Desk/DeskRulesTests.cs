using CsCheck;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Tests.Desk;

public sealed class DeskRulesTests
{
    private readonly DeskBench _desk = new();

    [Fact]
    public void Accept_WaitingConversation_IsTheAgentsAndTheShopperIsTold()
    {
        _desk.Online("x").Enqueue("a");

        _desk.Do(DeskCommandKind.Accept, "x", "a").ShouldBe(DeskCodes.Ok);

        _desk["a"].ShouldSatisfyAllConditions(t => t.State.ShouldBe(TicketState.Active), t => t.Agent.ShouldBe("x"));
        _desk.Notices("a").ShouldBe([NoticeCodes.Joined]);
        _desk.Queue.ShouldBeEmpty();
    }

    [Fact]
    public void Accept_ByASecondAgent_IsRefused()
    {
        _desk.Online("x").Online("y").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.Accept, "y", "a").ShouldBe(DeskCodes.Taken);

        _desk["a"].Agent.ShouldBe("x");
    }

    [Fact]
    public void Apply_SameOperationAgain_GivesTheFirstOutcomeAndChangesNothing()
    {
        _desk.Online("x").Enqueue("a").Enqueue("b");
        var take = new DeskCommand("operation-of-mine", DeskCommandKind.Next, "x");
        _desk.Give(take);
        var (after, first) = (_desk.State, _desk.Last.Answer);

        _desk.Give(take);

        _desk.Last.Answer.ShouldBe(first);
        _desk.State.ShouldBe(after);
        _desk.Last.Tickets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AgentSeat.Away, 5, "general", DeskCodes.Offline)]
    [InlineData(AgentSeat.Online, 5, "presale", DeskCodes.WrongSkill)]
    public void Accept_AgentWhoMayNot_IsRefused(string state, int capacity, string skill, string code)
    {
        _desk.Online("x", capacity, state, skill).Enqueue("a");

        _desk.Do(DeskCommandKind.Accept, "x", "a").ShouldBe(code);
    }

    [Fact]
    public void Accept_AtCapacity_IsRefusedUntilOneIsClosed()
    {
        _desk.Online("x", capacity: 1).Enqueue("a").Enqueue("b");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.Accept, "x", "b").ShouldBe(DeskCodes.Full);
        _desk.Do(DeskCommandKind.Close, "x", "a", c => c with { Text = "solved" });
        _desk.Do(DeskCommandKind.Accept, "x", "b").ShouldBe(DeskCodes.Ok);
    }

    [Fact]
    public void Tick_AgentWithoutASignOfLife_LosesConversationsToTheFrontInOrder()
    {
        _desk.Online("x");
        foreach (var name in new[] { "a", "b" })
        {
            _desk.Enqueue(name).Now += TimeSpan.FromSeconds(1);
            _desk.Do(DeskCommandKind.Accept, "x", name);
        }
        _desk.Enqueue("c", "anger", sentiment: -1, vip: true);

        _desk.Tick(_desk.Setting.Heartbeat + TimeSpan.FromSeconds(2));

        _desk.Queue.ShouldBe(["a", "b", "c"]);
        _desk.Notices("a").ShouldBe([NoticeCodes.Joined, NoticeCodes.Lost]);
        _desk.State.Agents["x"].State.ShouldBe(AgentSeat.Offline);
        _desk.Do(DeskCommandKind.Say, "x", "a").ShouldBe(DeskCodes.NotYours);
    }

    [Fact]
    public void Tick_AgentWithSignsOfLife_Stays()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        for (var i = 0; i < 5; i++)
        {
            _desk.Tick(_desk.Setting.Heartbeat - TimeSpan.FromSeconds(1));
            _desk.Online("x");
            _desk.Last.Agents.ShouldBeEmpty("A sign of life is worth no write.");
        }

        _desk["a"].Agent.ShouldBe("x");
    }

    [Fact]
    public void Transfer_ToAnAgent_GivesItWithTheNote()
    {
        _desk.Online("x").Online("y").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.Transfer, "x", "a", c => c with { ToAgent = "y", Text = "要开发票" }).ShouldBe(DeskCodes.Ok);

        _desk["a"].Agent.ShouldBe("y");
        _desk["a"].Notes.ShouldHaveSingleItem().Text.ShouldBe("要开发票");
        _desk.Notices("a").ShouldBe([NoticeCodes.Joined, NoticeCodes.Transferred, NoticeCodes.Joined]);
        _desk.Do(DeskCommandKind.Close, "x", "a", c => c with { Text = "solved" }).ShouldBe(DeskCodes.NotYours);
    }

    [Fact]
    public void Transfer_ToASkill_WaitsThereBeforeOthers()
    {
        _desk.Online("x").Enqueue("a").Enqueue("b", intent: "warranty");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.Transfer, "x", "a", c => c with { ToSkill = "aftersale" });

        _desk["a"].ShouldSatisfyAllConditions(t => t.Skill.ShouldBe("aftersale"), t => t.Agent.ShouldBeNull());
        _desk.Queue.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("nobody", null, DeskCodes.Offline)]
    [InlineData("y", null, DeskCodes.Full)]
    [InlineData(null, "nonsense", DeskCodes.WrongSkill)]
    public void Transfer_ToNobodyWhoCan_ChangesNothing(string? agent, string? skill, string code)
    {
        _desk.Online("x").Online("y", capacity: 1).Enqueue("a").Enqueue("b");
        _desk.Do(DeskCommandKind.Accept, "y", "b");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        var before = _desk["a"];

        _desk.Do(DeskCommandKind.Transfer, "x", "a", c => c with { ToAgent = agent, ToSkill = skill, Text = "x" }).ShouldBe(code);

        _desk["a"].ShouldBe(before);
    }

    [Fact]
    public void TakeOver_BySupervisor_EndsTheOthersHold()
    {
        _desk.Online("x").Online("boss", capacity: 1, AgentSeat.Online, "presale").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.TakeOver, "boss", "a").ShouldBe(DeskCodes.Ok);

        _desk["a"].Agent.ShouldBe("boss");
        _desk.Do(DeskCommandKind.Say, "x", "a").ShouldBe(DeskCodes.NotYours);
    }

    [Fact]
    public void Close_WithACode_IsRecordedAndAsksForARating()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        _desk.Do(DeskCommandKind.Say, "x", "a");

        _desk.Do(DeskCommandKind.Close, "x", "a", c => c with { Text = "solved" });

        _desk.Notices("a").ShouldBe([NoticeCodes.Joined, NoticeCodes.Closed]);
        _desk.Records("a").Single(r => r.Kind == DeskRecordKinds.End).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe("solved"), r => r.Agent.ShouldBe("x"));
        _desk.Do(DeskCommandKind.Say, "x", "a").ShouldBe(DeskCodes.NotFound);
    }

    [Fact]
    public void Say_AfterTheShopperAsked_IsARoundWithItsTime()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        _desk.Now += TimeSpan.FromSeconds(20);
        _desk.Do(DeskCommandKind.Say, "x", "a");
        _desk.Do(DeskCommandKind.Say, "x", "a");
        var asked = _desk.Now += TimeSpan.FromSeconds(5);
        _desk.Do(DeskCommandKind.Heard, "", "a", c => c with { At = asked });
        _desk.Do(DeskCommandKind.Heard, "", "a", c => c with { At = asked + TimeSpan.FromSeconds(1) });
        _desk.Now += TimeSpan.FromSeconds(200);
        _desk.Do(DeskCommandKind.Say, "x", "a");

        _desk.Records("a").Select(r => (r.IsFirst, (r.AnsweredAt - r.AskedAt)!.Value.TotalSeconds)).ShouldBe([(true, 20), (false, 200)]);
        _desk["a"].AskedAt.ShouldBeNull();
    }

    [Fact]
    public void Heard_WordsFromBeforeTheAnswer_DoNotStartTheClock()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        var before = _desk.Now;
        _desk.Now += TimeSpan.FromSeconds(1);
        _desk.Do(DeskCommandKind.Say, "x", "a");

        _desk.Do(DeskCommandKind.Heard, "", "a", c => c with { At = before });

        _desk["a"].AskedAt.ShouldBeNull();
    }

    [Fact]
    public void Close_WithoutAnAnswer_CountsAsMissed()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");

        _desk.Do(DeskCommandKind.Close, "x", "a", c => c with { Text = "no_answer" });

        _desk.Records("a").Single(r => r.Kind == DeskRecordKinds.Round).AnsweredAt.ShouldBeNull();
    }

    [Fact]
    public void Enqueue_SameHandoverAfterItsEnd_DoesNotWaitAgain()
    {
        _desk.Online("x").Enqueue("a");
        _desk.Do(DeskCommandKind.Accept, "x", "a");
        _desk.Do(DeskCommandKind.Close, "x", "a", c => c with { Text = "solved" });

        _desk.Enqueue("a");

        _desk.Queue.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AssignmentMode.LeastBusy, "y")]
    [InlineData(AssignmentMode.RoundRobin, "x")]
    public void Enqueue_AutomaticAssignment_GoesToWhoIsNext(AssignmentMode mode, string expected)
    {
        var desk = new DeskBench(DeskBench.Shipped with { Assignment = mode });
        desk.Online("x", capacity: 4).Enqueue("a").Now += TimeSpan.FromSeconds(1);
        desk.Online("y", capacity: 4).Enqueue("b").Now += TimeSpan.FromSeconds(1);
        desk["b"].Agent.ShouldBe("y");
        desk.Do(DeskCommandKind.Close, "y", "b", c => c with { Text = "solved" });

        desk.Enqueue("c")["c"].Agent.ShouldBe(expected);
    }

    [Fact]
    public void Enqueue_LastAgentMode_GoesToWhoServedBefore()
    {
        var desk = new DeskBench(DeskBench.Shipped with { Assignment = AssignmentMode.LastAgent });
        desk.Online("x").Online("y");

        var step = DeskRules.Enqueue(desk.State, DeskBench.Request("a", desk.Now) with { LastAgent = "y" }, false, desk.Setting, desk.Now);

        step.State.Tickets["a"].Agent.ShouldBe("y");
    }

    /// <summary>Whatever agents and shoppers do, no conversation has two agents and nobody has more than they can.</summary>
    [Fact]
    public void Apply_AnyCommands_KeepTheDeskConsistent()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 60]);

        step.Array[1, 60].Sample(steps =>
        {
            var desk = new DeskBench();
            foreach (var (what, agent, conversation, seconds) in steps)
            {
                var (x, c) = ($"x{agent}", $"c{conversation}");
                switch (what)
                {
                    case 0 or 1:
                        desk.Enqueue(c);
                        break;
                    case 2:
                        desk.Online(x, capacity: 2);
                        break;
                    case 3:
                        desk.Tick(TimeSpan.FromSeconds(seconds));
                        break;
                    case 4:
                        desk.Do(DeskCommandKind.Next, x);
                        break;
                    case 5:
                        desk.Do(DeskCommandKind.Transfer, x, c, d => d with { ToAgent = $"x{(agent + 1) % 3}" });
                        break;
                    case 6:
                        desk.Do(DeskCommandKind.Close, x, c, d => d with { Text = "solved" });
                        break;
                    case 7:
                        desk.Do(DeskCommandKind.Leave, "", c);
                        break;
                    default:
                        desk.Do(what == 8 ? DeskCommandKind.Accept : DeskCommandKind.Say, x, c);
                        break;
                }
                foreach (var ticket in desk.State.Tickets.Values)
                    (ticket.State == TicketState.Active).ShouldBe(ticket.Agent is not null && ticket.State != TicketState.Done);
                foreach (var seat in desk.State.Agents.Values)
                {
                    desk.State.Load(seat.Id).ShouldBeLessThanOrEqualTo(seat.Capacity);
                    if (seat.State == AgentSeat.Offline)
                        desk.State.Load(seat.Id).ShouldBe(0);
                }
            }
        });
    }
}
