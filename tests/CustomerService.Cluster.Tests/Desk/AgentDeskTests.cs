using CustomerService.Cluster.Tests.Conversations;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Care;
using CustomerService.Core.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Cluster.Tests.Desk;

public sealed class AgentDeskTests : ClusterTest
{
    private int _operations;

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
        (await shopper.Events()).ShouldHaveSingleItem().Status.ShouldBe(NoticeCodes.Nobody);
    }

    [Fact]
    public async Task Enqueue_BehindALongLine_IsToldItsPlaceAtOnceAndOnce()
    {
        for (var i = 0; i < 120; i++)
            await Cluster.Desk.Enqueue(Request($"shopper-{i}"));

        (await Cluster.Desk.Enqueue(Request("zoe"))).Position.ShouldBe(121);
        await Do(DeskCommandKind.Heard, "", "zoe");

        var shopper = Cluster.Shopper("zoe");
        await shopper.Finished(1);
        (await shopper.Events()).ShouldHaveSingleItem().Values!["position"].ShouldBe("121");
    }

    [Fact]
    public async Task Leave_FirstPlace_OthersMoveUp()
    {
        foreach (var name in new[] { "anna", "bert", "carl" })
            await Cluster.Desk.Enqueue(Request(name));

        await Do(DeskCommandKind.Leave, "", "anna");
        (await Do(DeskCommandKind.Leave, "", "nobody")).Code.ShouldBe(DeskCodes.NotFound);

        var queue = await Cluster.Desk.Queue();
        queue.Select(t => (t.Conversation, t.Position)).ShouldBe([("default.web.bert", 1), ("default.web.carl", 2)]);
    }

    [Fact]
    public async Task Desk_AfterARestart_IsTheSameAndItsReminderStands()
    {
        await Online("amy");
        foreach (var name in new[] { "anna", "bert", "carl" })
            await Cluster.Desk.Enqueue(Request(name));
        await Do(DeskCommandKind.Accept, "amy", "bert");
        (await HasReminder()).ShouldBeTrue();

        await Restart();

        (await Waiting()).ShouldBe(["default.web.anna", "default.web.carl"]);
        (await HasReminder()).ShouldBeTrue();
        var view = await Cluster.Desk.View(null, 0);
        view.Tickets.Single(t => t.State == "active").Agent.ShouldBe("amy");
        view.Agents.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.State.ShouldBe("online"), a => a.Load.ShouldBe(1));
        (await Do(DeskCommandKind.Say, "amy", "bert", c => c with { Text = "您好" })).Code.ShouldBe(DeskCodes.Ok);
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

    [Fact]
    public async Task Accept_TwoAgentsAtOnce_OneHasIt()
    {
        await Online("amy");
        await Online("bob");
        await Cluster.Desk.Enqueue(Request("anna"));

        var answers = await Task.WhenAll(Do(DeskCommandKind.Accept, "amy", "anna"), Do(DeskCommandKind.Accept, "bob", "anna"));

        answers.Select(a => a.Code).ShouldBe([DeskCodes.Ok, DeskCodes.Taken], ignoreOrder: true);
        var winner = answers[0].Code == DeskCodes.Ok ? "amy" : "bob";
        (await Cluster.Desk.View(null, 0)).Tickets.ShouldHaveSingleItem().Agent.ShouldBe(winner);
    }

    [Fact]
    public async Task Say_SameOperationAgain_IsShownOnceWithTheSameNumber()
    {
        var shopper = await Served("anna", "amy");
        var command = new DeskCommand("operation-say-1", DeskCommandKind.Say, "amy") { Conversation = shopper.Conversation, Text = "您好，请讲" };

        var first = await Cluster.Desk.Do(command);
        await shopper.Finished(first.Number!.Value);
        await Restart();
        shopper = Cluster.Shopper("anna");
        var again = await Cluster.Desk.Do(command);

        again.Number.ShouldBe(first.Number);
        (await shopper.Events()).Where(e => e.Kind == EventKinds.Agent).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.Text.ShouldBe("您好，请讲"), e => e.Author.ShouldBe("amy 小姐"));
    }

    [Fact]
    public async Task Say_ShopperAndAgentTogether_StandInOneOrder()
    {
        var shopper = await Served("anna", "amy");

        for (var i = 0; i < 5; i++)
            await Task.WhenAll(shopper.Say($"第{i}句话"), Do(DeskCommandKind.Say, "amy", "anna", c => c with { Text = $"第{i}个回答" }));
        var last = (await Do(DeskCommandKind.Say, "amy", "anna", c => c with { Text = "最后" })).Number!.Value;
        await shopper.Finished(last);

        var events = await shopper.Events();
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n));
        var numbers = events.Where(e => e.Number is not null).Select(e => e.Number!.Value).ToArray();
        numbers.ShouldBe(numbers.Order());
        events.Count(e => e.Kind == EventKinds.Agent).ShouldBe(6);
        events.Count(e => e.Kind == EventKinds.Message).ShouldBe(6);
        events.Count(e => e.Kind == EventKinds.Reply).ShouldBe(events.TakeWhile(e => e.Status != NoticeCodes.Joined).Count(e => e.Kind == EventKinds.Reply));
    }

    [Fact]
    public async Task Turn_WhileAnAgentHasIt_TheBotIsSilentAndDrafts()
    {
        var shopper = await Served("anna", "amy");

        var replies = (await shopper.Events()).Count(e => e.Kind == EventKinds.Reply);
        var events = await shopper.Ask(Question);

        events.Count(e => e.Kind == EventKinds.Reply).ShouldBe(replies);
        var briefing = await shopper.Grain.Briefing();
        briefing.Draft!.ShouldContain("有货");
        briefing.Slots["colour"].ShouldBe("黑色");
        briefing.Agent.ShouldBe("amy");
        (await Cluster.Desk.View(null, 0)).Tickets.ShouldHaveSingleItem().AskedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Close_ThenRated_TheBotSpeaksAgainAndTheRatingIsKept()
    {
        var shopper = await Served("anna", "amy");
        await Do(DeskCommandKind.Say, "amy", "anna", c => c with { Text = "已为您处理" });
        await Do(DeskCommandKind.Close, "amy", "anna", c => c with { Text = "solved" });

        var thanks = await shopper.Say("非常满意");
        await shopper.Finished(thanks.Number);
        var rated = await shopper.Events();
        var question = await shopper.Ask(Question);

        rated[^1].Text!.ShouldContain("感谢您的评价");
        question[^1].Text!.ShouldContain("有货");
        var now = Cluster.Time.GetUtcNow();
        var figures = await Cluster.Records.Figures("default", FigureGroup.Agent, now.AddHours(-1), now.AddHours(1), TestContext.Current.CancellationToken);
        figures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Key.ShouldBe("amy"), f => f.Rounds.ShouldBe(1), f => f.ThreeMinuteRate.ShouldBe(1), f => f.Services.ShouldBe(1),
            f => f.MeanRating.ShouldBe(5));
    }

    [Fact]
    public async Task GiveCoupon_RepeatedAlsoAfterARestart_IsOneCouponShownOnce()
    {
        var shopper = await Served("anna", "amy");
        var command = new DeskCommand("operation-coupon", DeskCommandKind.GiveCoupon, "amy") { Conversation = shopper.Conversation, Amount = 15 };

        var first = await Cluster.Desk.Do(command);
        await shopper.Finished(first.Number!.Value);
        await Restart();
        shopper = Cluster.Shopper("anna");
        var again = await Cluster.Desk.Do(command);

        again.ShouldBe(first);
        var grant = (await Coupons()).ShouldHaveSingleItem();
        grant.ShouldSatisfyAllConditions(g => g.Amount.ShouldBe(15), g => g.GivenBy.ShouldBe("amy"), g => g.Conversation.ShouldBe(shopper.Conversation));
        var said = (await shopper.Events()).Where(e => e.Kind == EventKinds.Agent).ShouldHaveSingleItem();
        said.Text!.ShouldContain(grant.Code);
        said.Cards!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Kind.ShouldBe("coupon"), c => c.Code.ShouldBe(grant.Code), c => c.Price.ShouldBe("¥15"));
    }

    [Fact]
    public async Task GiveCoupon_SecondOneTooMuchOrNotTheirs_IsRefused()
    {
        await Online("bob");
        await Served("anna", "amy");

        (await Do(DeskCommandKind.GiveCoupon, "bob", "anna", c => c with { Amount = 5 })).Code.ShouldBe(DeskCodes.NotYours);
        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 51 })).Code.ShouldBe(DeskCodes.CouponAmount);
        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 0 })).Code.ShouldBe(DeskCodes.CouponAmount);
        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 5 })).Code.ShouldBe(DeskCodes.Ok);
        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 5 })).Code.ShouldBe(DeskCodes.CouponTooSoon);

        (await Coupons()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task GiveCoupon_LinkedOnAnotherChannel_IsTooSoon()
    {
        await Cluster.Profile("anna").Follow("shopper-001");
        await Cluster.Profile("anna-wechat").Follow("shopper-001");
        await Served("anna", "amy");
        await Served("anna-wechat", "amy");
        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 5 })).Code.ShouldBe(DeskCodes.Ok);

        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna-wechat", c => c with { Amount = 5 })).Code.ShouldBe(DeskCodes.CouponTooSoon);
    }

    [Fact]
    public async Task GiveCoupon_DayIsSpent_IsRefused()
    {
        // 500 yuan a day by care.yaml; a supervisor gives 50 at most.
        for (var i = 0; i < 10; i++)
        {
            await Served($"s{i}", "amy");
            (await Do(DeskCommandKind.GiveCoupon, "amy", $"s{i}", c => c with { Amount = 50 })).Code.ShouldBe(DeskCodes.Ok);
            await Do(DeskCommandKind.Close, "amy", $"s{i}", c => c with { Text = "solved" });
        }
        await Served("anna", "amy");

        (await Do(DeskCommandKind.GiveCoupon, "amy", "anna", c => c with { Amount = 0.01m })).Code.ShouldBe(DeskCodes.CouponBudget);
    }

    [Fact]
    public async Task Tick_AgentIsGone_TheConversationWaitsFirstAndTheBotAnswers()
    {
        var shopper = await Served("anna", "amy");
        await Cluster.Desk.Enqueue(Request("bert"));

        Cluster.Time.Advance(TimeSpan.FromMinutes(2));
        await Told(shopper, NoticeCodes.Lost);

        (await Waiting()).ShouldBe(["default.web.anna", "default.web.bert"]);
        (await shopper.Ask(Question)).Last(e => e.Kind == EventKinds.Reply).Text!.ShouldContain("有货");
    }

    [Fact]
    public async Task View_AfterChanges_GivesOnlyThose()
    {
        await Cluster.Desk.Enqueue(Request("anna"));
        var full = await Cluster.Desk.View(null, 0);
        await Cluster.Desk.Enqueue(Request("bert"));
        await Do(DeskCommandKind.Leave, "", "anna");

        var changes = await Cluster.Desk.View(full.Epoch, full.Revision);

        full.Full.ShouldBeTrue();
        changes.Full.ShouldBeFalse();
        changes.Tickets.ShouldHaveSingleItem().Conversation.ShouldBe("default.web.bert");
        changes.Gone.ShouldBe(["default.web.anna"]);
        (await Cluster.Desk.View("another", 1)).Full.ShouldBeTrue();
    }

    /// <summary>A second activation, as a partition makes one, must not act on what it does not know: the row's version stops it.</summary>
    [Fact]
    public async Task Accept_RowChangedBehindTheDesk_FailsAndIsRightAfterwards()
    {
        await Online("amy");
        await Cluster.Desk.Enqueue(Request("anna"));
        await Cluster.Execute("UPDATE grain_state SET version = version + 1 WHERE type LIKE 'desk-tickets-%'");

        await Should.ThrowAsync<Exception>(() => Do(DeskCommandKind.Accept, "amy", "anna"));

        (await Waiting()).ShouldBe(["default.web.anna"]);
        (await Do(DeskCommandKind.Accept, "amy", "anna")).Code.ShouldBe(DeskCodes.Ok);
    }

    private static HandoverRequest Request(string shopper) =>
        new($"default.web.{shopper}:1:handover", $"default.web.{shopper}", "asked", new DateTimeOffset(2026, 11, 11, 8, 0, 0, TimeSpan.Zero));

    private async Task<Support.Shopper> Served(string name, string agent)
    {
        await Online(agent);
        var shopper = Cluster.Shopper(name);
        await shopper.Ask("转人工");
        (await Do(DeskCommandKind.Accept, agent, name)).Code.ShouldBe(DeskCodes.Ok);
        await Told(shopper, NoticeCodes.Joined);
        return shopper;
    }

    // Notices are entries like any other: once one is finished, it is shown.
    private static async Task Told(Support.Shopper shopper, string status)
    {
        for (var number = 1; (await shopper.Events()).All(e => e.Status != status); number++)
            await shopper.Finished(number);
    }

    private Task<DeskAnswer> Online(string agent) => Cluster.Desk.Do(new DeskCommand("presence", DeskCommandKind.Presence, agent)
    {
        Presence = new AgentPresence($"{agent} 小姐", AgentSeat.Online, ["complaint", "aftersale", "presale", "general"], 5),
    });

    private Task<DeskAnswer> Do(DeskCommandKind kind, string actor, string shopper, Func<DeskCommand, DeskCommand>? more = null) =>
        Cluster.Desk.Do((more ?? (c => c))(new DeskCommand($"operation-{Interlocked.Increment(ref _operations)}", kind, actor)
        {
            Conversation = $"default.web.{shopper}",
        }));

    private ValueTask<IReadOnlyList<CouponGrant>> Coupons() =>
        Cluster.Services.GetRequiredService<ICouponLedger>().Read("default", DateTimeOffset.MaxValue, 100, TestContext.Current.CancellationToken);

    private async Task<string[]> Waiting() => [.. (await Cluster.Desk.Queue()).Select(t => t.Conversation)];

    private async Task<bool> HasReminder() =>
        (await Cluster.Reminders.ReadRows(Cluster.Desk.GetGrainId())).Reminders.Any(r => r.ReminderName == "positions");
}
