using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Tests.Dialogue;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Tests.Care;

public sealed class CareDialogueTests
{
    private const string Late = "怎么还不发货";
    private const string Again = "都三天了还没动静";
    private readonly TalkShop _shop = new();

    // The shop's order 202611160031 was paid three days ago and is not sent: that is late by care.yaml.
    [Fact]
    public async Task Say_UpsetTwiceAndTheShopIsLate_SoothesCallsAHumanAndGivesACoupon()
    {
        var talk = Upset("t.web.s");

        var first = await Say(talk, Late, "shopper-001");
        first.ShouldStartWith("非常抱歉");
        talk.Last.Replies.ShouldAllBe(r => r.Cards.All(c => c.Kind != "coupon"));
        talk.Last.Replies[^1].QuickReplies.ShouldContain("转人工");
        var second = await Say(talk, Again, "shopper-001");

        second.ShouldStartWith("这件事让您一再费心");
        second.ShouldContain("已为您转接人工客服");
        talk.State.Handover.ShouldBe("anger");
        var given = _shop.Coupons.Given.ShouldHaveSingleItem();
        given.ShouldSatisfyAllConditions(g => g.Amount.ShouldBe(5), g => g.Cause.ShouldBe("order:202611160031:LateShipping"), g => g.GivenBy.ShouldBe("bot"));
        talk.Last.Replies[^1].Cards.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Kind.ShouldBe("coupon"), c => c.Code.ShouldBe(given.Code), c => c.Price.ShouldBe("¥5"), c => c.Subtitle.ShouldBe("无门槛 · 2026年12月20日前有效"));
        second.ShouldContain(given.Code);
        talk.Last.Record.Facts.ShouldContain("care_coupon:care_given");
        var told = talk.Last.Effects.Where(e => e.Webhook is not null).ShouldHaveSingleItem().Webhook!;
        (told.Type, told.Operation, told.Data.Coupon, told.Data.Amount).ShouldBe((WebhookTypes.CouponGranted, given.Operation, given.Code, 5m));
    }

    [Fact]
    public async Task Say_UpsetAtIntervals_IsAngerInTheEnd()
    {
        var talk = Upset("t.web.s").Reads("嗯嗯", "smalltalk");
        await Say(talk, Late, "shopper-001");
        await Say(talk, "嗯嗯", "shopper-001");
        await Say(talk, Again, "shopper-001");
        talk.State.Handover.ShouldBeNull();
        await Say(talk, "嗯嗯", "shopper-001");

        await Say(talk, Late, "shopper-001");

        talk.State.Handover.ShouldBe("anger");
        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("骗子垃圾")]
    [InlineData("你们就是骗子，气死我了，垃圾，黑店，滚")]
    public async Task Say_CursesOnce_IsMetByAHumanAndEarnsNothing(string curse)
    {
        var talk = Upset("t.web.s");

        await Say(talk, curse, "shopper-001");

        talk.State.Handover.ShouldBe("anger");
        _shop.Coupons.Given.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_CursesOnAndOnWithNothingWrong_EarnsNothing()
    {
        _shop.Orders.Clear();
        var talk = Upset("t.web.s");

        for (var i = 0; i < 10; i++)
            await Say(talk, "骗子垃圾", "shopper-001");

        _shop.Coupons.Given.ShouldBeEmpty();
        talk.Said.ShouldNotContain("券");
    }

    [Fact]
    public async Task Say_UpsetAboutAnOrderThatIsNotProved_EarnsNothing()
    {
        var talk = Upset("t.web.s").Reads("我的订单202611160031怎么还不发货", "shipping", sentiment: -1);

        await Say(talk, "我的订单202611160031怎么还不发货", null);
        await Say(talk, Again, null);
        await Say(talk, Again, null);

        _shop.Coupons.Given.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_UpsetAgainLater_GetsNoSecondCouponForTheSameOrOtherOrders()
    {
        _shop.Orders["202611160032"] = _shop.Orders["202611160031"] with { Id = "202611160032" };
        var talk = Upset("t.web.s");
        for (var i = 0; i < 6; i++)
            await Say(talk, i % 2 == 0 ? Late : Again, "shopper-001");
        // A new session on a later day: the first order is paid for, the second one comes too soon.
        talk.Time.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 6; i++)
            await Say(talk, i % 2 == 0 ? Late : Again, "shopper-001");

        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Say_SameMemberOnTwoChannels_GetsOneCoupon()
    {
        _shop.Orders["202611160032"] = _shop.Orders["202611160031"] with { Id = "202611160032" };

        foreach (var conversation in new[] { "t.web.a", "t.wechat.b" })
        {
            var talk = Upset(conversation);
            await Say(talk, Late, "shopper-001");
            await Say(talk, Again, "shopper-001");
        }

        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Say_LinkedProfileWithAnOrderOfAnotherAccount_GetsOneCoupon()
    {
        // The channel's profile is linked to shopper-001, who got one; a second account of the same person changes nothing.
        _shop.Orders["202611160032"] = _shop.Orders["202611160031"] with { Id = "202611160032", Member = "shopper-002" };
        var first = Upset("t.web.a");
        await Say(first, Late, "shopper-001");
        await Say(first, Again, "shopper-001");
        _shop.Profile = ShopperProfile.Empty with { Member = "shopper-001" };

        var second = Upset("t.wechat.b");
        await Say(second, Late, "shopper-002");
        await Say(second, Again, "shopper-002");

        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Say_ManyConversationsAtOnce_GetOneCoupon()
    {
        var talks = Enumerable.Range(0, 8).Select(i => Upset($"t.web{i}.s{i}")).ToArray();
        foreach (var talk in talks)
            await Say(talk, Late, "shopper-001");
        var all = new TaskCompletionSource();
        var waiting = 0;
        _shop.Coupons.Before = () =>
        {
            if (Interlocked.Increment(ref waiting) == talks.Length)
                all.SetResult();
            return all.Task;
        };

        await Task.WhenAll(talks.Select(t => Task.Run(() => Say(t, Again, "shopper-001"))));

        waiting.ShouldBe(talks.Length);
        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Say_SameTurnRunAgain_GivesTheSameCoupon()
    {
        var talk = Upset("t.web.s");
        await Say(talk, Late, "shopper-001");
        var first = await Say(talk, Again, "shopper-001");

        var again = new Talk(_shop, "t.web.s").Reads(Late, "shipping", sentiment: -1).Reads(Again, "shipping", sentiment: -1);
        await Say(again, Late, "shopper-001");
        var repeated = await Say(again, Again, "shopper-001");

        repeated.ShouldBe(first);
        _shop.Coupons.Given.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Say_BudgetOfTheDayIsSpent_SoothesWithoutACoupon()
    {
        // 500 yuan a day by care.yaml, of which others got all but four.
        await _shop.Coupons.Give("t", new(
            new("CARE-0", "o", "c", "k", 496, 0, Talk.Start, Talk.Start.AddDays(30), "amy", "t.web.z"), ["member:z"], Talk.Start.AddDays(-30), Talk.Start.AddHours(-10), 500),
            TestContext.Current.CancellationToken);
        var talk = Upset("t.web.s");
        await Say(talk, Late, "shopper-001");

        (await Say(talk, Again, "shopper-001")).ShouldStartWith("这件事让您一再费心");

        _shop.Coupons.Given.ShouldHaveSingleItem().GivenBy.ShouldBe("amy");
    }

    [Fact]
    public async Task Say_HumanHasIt_NothingIsGiven()
    {
        var talk = Upset("t.web.s");
        talk.MayAct = false;

        await Say(talk, Late, "shopper-001");
        await Say(talk, Again, "shopper-001");

        _shop.Coupons.Given.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_RefundIsLate_IsPaidForBeforeTheLateParcel()
    {
        _shop.Orders["202611150023"] = _shop.Orders["202611150023"] with { Status = OrderStatus.Refunding };
        _shop.Refund = new("202611150023", RefundStatus.Reviewing, 100, Talk.Start.AddDays(-8), "微信零钱", null);
        _shop.Orders.Remove("202611160031");
        var talk = Upset("t.web.s");

        await Say(talk, Late, "shopper-001");
        await Say(talk, Again, "shopper-001");

        _shop.Coupons.Given.ShouldHaveSingleItem().ShouldSatisfyAllConditions(g => g.Amount.ShouldBe(10), g => g.Kind.ShouldBe("退款延误关怀券"));
    }

    [Fact]
    public void Of_OneWordOfAnger_IsLessThanTwoUpsetTurns()
    {
        var once = Temper.After(0, upset: true, cursed: true, content: false);
        var twice = Temper.After(Temper.After(0, true, false, false), true, false, false);

        once.ShouldBeLessThan(Temper.Of(2));
        twice.ShouldBe(Temper.Of(2));
        Temper.After(twice, upset: false, cursed: false, content: true).ShouldBeLessThan(0.6);
    }

    private Talk Upset(string conversation) =>
        new Talk(_shop, conversation).Reads(Late, "shipping", sentiment: -1).Reads(Again, "shipping", sentiment: -1);

    private static Task<string> Say(Talk talk, string text, string? member) => talk.Say([text], member);
}
