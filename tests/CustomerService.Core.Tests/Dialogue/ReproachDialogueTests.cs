using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>A reproach beside a request leaves it a request; a complaint in so many words stays one.</summary>
public sealed class ReproachDialogueTests
{
    [Theory]
    [InlineData("发票怎么还不开，", "都等了好几天了", "invoice")]
    [InlineData("太慢了吧你们，", "快递到哪了", "shipping")]
    [InlineData("别再糊弄我了，", "发票几时能开", "invoice")]
    [InlineData("能不能便宜点呀，", "真是无语了", "price")]
    public async Task Say_ReproachBesideARequest_AnswersTheRequest(string first, string second, string expected)
    {
        var (request, reproach) = expected == "shipping" || first.StartsWith('别') ? (second, first) : (first, second);
        var talk = new Talk().Reads(first + second, "complaint", 0.95f, -1)
            .Reads(request, expected, 0.95f).Reads(reproach, "complaint", 0.95f, -1);
        await talk.Say(first + second);
        talk.Last.Record.Intents.ShouldBe([expected]);
        talk.State.Handover.ShouldBeNull();
        talk.Said.ShouldStartWith("非常抱歉");
    }

    [Theory]
    [InlineData("发票怎么还不开，", "我要投诉你们")]
    [InlineData("发票怎么还不开，", "这么慢必须给我赔偿")]
    [InlineData("发票怎么还不开，", "客服挂我两次电话")]
    [InlineData("发票怎么还不开，", "给你们差评，太慢了")]
    [InlineData("发票怎么还不开，", "前面两个客服都是在糊弄人的吗")]
    [InlineData("发票怎么还不开，", "客服挂我电话，太过分了")]
    public async Task Say_ComplaintBesideARequest_IsHeardToo(string request, string complaint)
    {
        var talk = new Talk().Reads(request + complaint, "complaint", 0.95f, -1).Reads(request, "invoice", 0.95f);
        foreach (var clause in ClauseSplitter.Split(request + complaint).Skip(1))
            talk.Reads(clause, "complaint", 0.95f, -1);
        await talk.Say(request + complaint);
        talk.Last.Record.Intents.ShouldContain("complaint");
        talk.State.Handover.ShouldBe("high_risk");
    }

    [Theory]
    [InlineData("都多久了")]
    [InlineData("你们太过分了")]
    public async Task Say_ReproachAlone_IsAComplaint(string text)
    {
        var talk = new Talk().Reads(text, "complaint", 0.95f, -1);
        await talk.Say(text);
        talk.Last.Record.Intents.ShouldBe(["complaint"]);
    }

    [Theory]
    [InlineData(RefundStatus.PaidOut, false)]
    [InlineData(RefundStatus.Reviewing, true)]
    [InlineData(RefundStatus.Approved, true)]
    [InlineData(RefundStatus.Rejected, true)]
    public async Task Say_UpsetTwice_IsHandedOverUnlessAllIsDone(RefundStatus status, bool handedOver)
    {
        var talk = Refunded(status);
        await talk.Say(["退款呢202611150023"], "shopper-001");
        await talk.Say(["别唬我"], "shopper-001");
        (talk.State.Handover is not null).ShouldBe(handedOver);
        talk.Said.ShouldContain("202611150023");
        if (!handedOver)
            talk.Last.Replies[^1].QuickReplies.ShouldContain("转人工");
    }

    [Fact]
    public async Task Say_UpsetThreeTimesThoughAllIsDone_IsHandedOver()
    {
        var talk = Refunded(RefundStatus.PaidOut);
        await talk.Say(["退款呢202611150023"], "shopper-001");
        await talk.Say(["别唬我"], "shopper-001");
        await talk.Say(["别唬我"], "shopper-001");
        talk.State.Handover.ShouldBe("anger");
    }

    [Fact]
    public async Task Say_WordsOfAngerThoughAllIsDone_AreHandedOverAtOnce()
    {
        var talk = Refunded(RefundStatus.PaidOut);
        await talk.Say(["退款呢202611150023"], "shopper-001");
        await talk.Say(["一群骗子"], "shopper-001");
        talk.State.Handover.ShouldBe("anger");
    }

    private static Talk Refunded(RefundStatus status)
    {
        var talk = new Talk().Reads("退款呢202611150023", "refund_status", 0.95f, -1).Reads("别唬我", "refund_status", 0.95f, -1);
        talk.Shop.Refund = new Refund("202611150023", status, 299, Talk.Start.AddDays(-3), "支付宝余额", null);
        return talk;
    }
}
