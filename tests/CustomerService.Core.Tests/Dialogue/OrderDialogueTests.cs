using CustomerService.Core.Commerce;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class OrderDialogueTests
{
    private const string Mine = "shopper-001";

    private readonly Talk _talk = new Talk()
        .Reads("订单202611150023到哪了", "shipping").Reads("我的快递到哪了", "shipping").Reads("取消订单202611160031", "order_change")
        .Reads("电饭煲那单到哪了", "shipping");

    [Fact]
    public async Task Say_AnonymousAsksForAnOrder_IsAskedForProofFirst()
    {
        (await _talk.Say("订单202611150023到哪了")).ShouldContain("手机号的后四位");
        (await _talk.Say("5678")).ShouldContain("快件到达北京营业部");
    }

    [Fact]
    public async Task Say_OrderDoesNotExist_ReadsLikeOneOfSomebodyElse()
    {
        var existing = await _talk.Say("订单202611150023到哪了");
        var other = new Talk().Reads("订单202611999999到哪了", "shipping");
        (await other.Say("订单202611999999到哪了")).ShouldBe(existing);
    }

    [Fact]
    public async Task Say_WrongProofThreeTimes_EndsTheGuessing()
    {
        await _talk.Say("订单202611150023到哪了");
        foreach (var guess in new[] { "1111", "2222", "3333" })
            (await _talk.Say(guess)).ShouldNotContain("北京营业部");
        await _talk.Say("5678");
        _talk.Said.ShouldNotContain("北京营业部");
        _talk.State.Handover.ShouldNotBeNull();
    }

    [Fact]
    public async Task Say_MemberOwnsIt_NeedsNoProof() =>
        (await _talk.Say(["订单202611150023到哪了"], Mine)).ShouldContain("快件到达北京营业部");

    [Fact]
    public async Task Say_AnotherMember_NeedsProof() =>
        (await _talk.Say(["订单202611150023到哪了"], "shopper-002")).ShouldContain("手机号的后四位");

    [Fact]
    public async Task Say_MemberNamesTheGoods_FindsTheOrder() =>
        (await _talk.Say(["电饭煲那单到哪了"], Mine)).ShouldContain("202611160031");

    [Fact]
    public async Task Say_CancelAndYes_CancelsOnce()
    {
        (await _talk.Say(["取消订单202611160031"], Mine)).ShouldContain("确认要取消吗");
        _talk.Shop.Orders["202611160031"].Status.ShouldBe(OrderStatus.Paid);
        (await _talk.Say(["确认"], Mine)).ShouldContain("已为您取消");
        var told = _talk.Last.Effects.Select(e => e.Webhook).OfType<WebhookEvent>().ShouldHaveSingleItem();
        (told.Type, told.Data.Order).ShouldBe((WebhookTypes.OrderCancelled, "202611160031"));
        _talk.Shop.Orders["202611160031"].Status.ShouldBe(OrderStatus.Cancelled);
        _talk.Shop.Changes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Say_CancelAndNo_ChangesNothing()
    {
        await _talk.Say(["取消订单202611160031"], Mine);
        await _talk.Say(["先不取消"], Mine);
        await _talk.Say(["确认"], Mine);
        _talk.Shop.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_ShippedMeanwhile_SaysItIsTooLate()
    {
        await _talk.Say(["取消订单202611160031"], Mine);
        _talk.Shop.Orders["202611160031"] = _talk.Shop.Orders["202611160031"] with { Status = OrderStatus.Shipped };
        (await _talk.Say(["确认"], Mine)).ShouldNotContain("已为您取消");
    }
}
