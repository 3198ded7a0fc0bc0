using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class HandoverTests
{
    private readonly Talk _talk = new Talk();

    [Theory]
    [InlineData("转人工")]
    [InlineData("我要找人工客服")]
    [InlineData("叫你们经理来")]
    [InlineData("别跟我机器人了，找个真人")]
    public async Task Say_AsksForAHuman_HandsOver(string text)
    {
        await _talk.Say(text);
        _talk.State.Handover.ShouldBe("asked");
        _talk.Last.Effects.Single(e => e.Handover is not null).Handover!.Reason.ShouldBe("asked");
    }

    [Theory]
    [InlineData("送妈妈的礼物", null)]
    [InlineData("我妈的生日礼物", null)]
    [InlineData("他妈的什么破店", "anger")]
    [InlineData("妈的，又坏了", "anger")]
    public async Task Say_WordsOfAMother_AreNoCurse(string text, string? reason)
    {
        await _talk.Say(text);
        _talk.State.Handover.ShouldBe(reason);
    }

    [Fact]
    public async Task Say_AsksTwice_QueuesOnce()
    {
        await _talk.Say("转人工");
        await _talk.Say("转人工");
        _talk.Last.Effects.ShouldNotContain(e => e.Handover != null);
        _talk.Said.ShouldStartWith("已经在为您排队");
        _talk.Last.Replies.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Say_NotUnderstoodTwice_OffersAHuman()
    {
        await _talk.Say("阿巴阿巴");
        _talk.State.Handover.ShouldBeNull();
        (await _talk.Say("呜啦呜啦")).ShouldContain("需要为您转接人工客服吗");
        _talk.State.Handover.ShouldBeNull();
        await _talk.Say("好的");
        _talk.State.Handover.ShouldBe("not_understood");
    }

    [Fact]
    public async Task Say_UnderstoodInBetween_StartsCountingAnew()
    {
        _talk.Reads("谢谢", "closing");
        await _talk.Say("阿巴阿巴");
        await _talk.Say("谢谢");
        (await _talk.Say("呜啦呜啦")).ShouldNotContain("需要为您转接");
    }

    [Fact]
    public async Task Say_Complaint_HandsOverAsHighRisk()
    {
        _talk.Reads("质量太差了", "complaint", sentiment: -1);
        (await _talk.Say("质量太差了")).ShouldStartWith("非常抱歉");
        _talk.State.Handover.ShouldBe("high_risk");
    }

    [Fact]
    public async Task Say_TwoNegativeTurnsInARow_AlertsForAnger()
    {
        _talk.Reads("怎么这样", "other", 0.9f, -1).Reads("太慢了", "other", 0.9f, -1);
        await _talk.Say("怎么这样");
        await _talk.Say("太慢了");
        _talk.State.Handover.ShouldBe("anger");
    }

    [Theory]
    [InlineData("不用人工了")]
    [InlineData("算了不用转人工了")]
    [InlineData("不等了")]
    [InlineData("取消排队")]
    public async Task Say_NoLongerWantsAHuman_LeavesTheQueue(string text)
    {
        await _talk.Say("转人工");

        (await _talk.Say(text)).ShouldContain("已为您取消人工排队");

        _talk.State.Handover.ShouldBeNull();
        _talk.Last.Effects.ShouldHaveSingleItem().Desk!.Kind.ShouldBe(DeskCommandKind.Leave);
    }

    [Theory]
    [InlineData("回电")]
    [InlineData("给我打个电话吧")]
    public async Task Say_WantsACall_KeepsThePlaceAndNotesIt(string text)
    {
        await _talk.Say("转人工");

        (await _talk.Say(text)).ShouldContain("登记回电");

        _talk.State.Handover.ShouldBe("asked");
        _talk.Last.Effects.ShouldHaveSingleItem().Desk!.Kind.ShouldBe(DeskCommandKind.Callback);
    }

    [Fact]
    public async Task Say_AsksForAHumanAndNobodyIsOnline_SaysSoAndQueues()
    {
        _talk.Shop.IsStaffed = false;

        (await _talk.Say("转人工")).ShouldContain("暂时都不在线");

        _talk.State.Handover.ShouldBe("asked");
    }

    [Fact]
    public async Task Say_AsksForAHumanAndTheDeskDoesNotAnswer_HandsOverAllTheSame()
    {
        _talk.Shop.DeskFails = true;

        (await _talk.Say("转人工")).ShouldContain("已为您转接人工客服");

        _talk.State.Handover.ShouldBe("asked");
    }

    [Fact]
    public async Task Say_VipIsNotUnderstood_ReachesAHumanAtOnce()
    {
        _talk.Shop.Orders["202611150023"] = _talk.Shop.Orders["202611150023"] with { Items = [new("P1001-黑色-256G", 2, 3299)] };

        await _talk.Say(["阿巴阿巴"], member: "shopper-001");

        _talk.State.Handover.ShouldBe("vip");
        _talk.Last.Effects.Single(e => e.Handover is not null).Handover!.Reason.ShouldBe("vip");
        _talk.Said.ShouldContain("已为您转接人工客服");
    }

    [Fact]
    public async Task Say_AsksForAHumanOnAHoliday_SaysSoAndQueues()
    {
        var talk = new Talk(desk: CustomerService.Core.Desk.DeskFile.LoadShipped() with { Holidays = [new(new DateOnly(2026, 11, 20), "店庆休息", null, null)] });

        (await talk.Say("转人工")).ShouldContain("今天店庆休息");

        talk.State.Handover.ShouldBe("asked");
    }

    [Theory]
    [InlineData(9, 12, "已为您转接人工客服")]
    [InlineData(14, 18, "14:00–18:00")]
    public async Task Say_AsksForAHumanOnADayOfOtherHours_GoesByThem(int start, int end, string expected)
    {
        // It is ten o'clock.
        var talk = new Talk(desk: CustomerService.Core.Desk.DeskFile.LoadShipped() with
        {
            Holidays = [new(new DateOnly(2026, 11, 20), "半天班", new TimeOnly(start, 0), new TimeOnly(end, 0))],
        });

        (await talk.Say("转人工")).ShouldContain(expected);
    }

    [Fact]
    public async Task Say_WordOfTheShopsOwn_HandsOverAtOnce()
    {
        await _talk.Say("你们的充电宝起火了");

        _talk.State.Handover.ShouldBe("keyword");
    }

    [Fact]
    public async Task Say_ShopDataUnavailableTwice_HandsOver()
    {
        const string text = "星河X1黑色256G有货吗";
        _talk.Reads(text, "stock").Shop.IsDown = true;

        await _talk.Say(text);
        _talk.State.Handover.ShouldBeNull();
        await _talk.Say(text);

        _talk.State.Handover.ShouldBe("tool_failure");
    }

    [Fact]
    public async Task Say_UnsureOnATopicWhileTheKnowledgeBaseIsDown_IsStillAnswered()
    {
        _talk.Reads("怎么开发票", "invoice");
        await _talk.Say("怎么开发票");
        _talk.Shop.FaqIsDown = true;

        (await _talk.Say("电子的在哪下载")).ShouldContain("查不到");
    }

    [Fact]
    public async Task Say_AsksAfterATopic_GoesToTheTopicsSkill()
    {
        _talk.Reads("保修多久", "warranty");
        await _talk.Say("保修多久");

        await _talk.Say("转人工");

        _talk.Last.Effects.Single(e => e.Handover is not null).Handover!.Intent.ShouldBe("warranty");
    }

    [Fact]
    public async Task Say_AsksForAHumanAtTheHeadOfALongBurst_HandsOver()
    {
        await _talk.Say(["转人工", .. Enumerable.Range(1, 9).Select(i => $"再说第{i}件不要紧的事情")]);
        _talk.State.Handover.ShouldBe("asked");
    }
}
