using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class StockDialogueTests
{
    private readonly Talk _talk = new Talk()
        .Reads("这款手机有现货吗?", "stock").Reads("发什么快递", "shipping").Reads("谢谢", "closing").Reads("保修多久", "warranty");

    [Fact]
    public async Task Say_ReferenceConversation_AnswersFromTheStockTable()
    {
        (await _talk.Say("这款手机有现货吗?")).ShouldBe("您需要什么颜色和存储版本？");
        _talk.Last.Record.Asked.ShouldBe(["colour", "spec"]);
        (await _talk.Say("黑色,256G。")).ShouldBe("黑色256G版本北京仓有货，预计今日下单明日送达。");
        _talk.Last.Record.Facts.ShouldBe(["stock:available"]);
    }

    [Theory]
    [InlineData(0, null, "黑色256G版本目前缺货")]
    [InlineData(2, null, "仅剩2件")]
    [InlineData(30, null, "北京仓有货")]
    public async Task Say_StockTableChanges_AnswerChanges(int quantity, string? restock, string expected)
    {
        _talk.Shop.Put("P1001-黑色-256G", quantity, restock: restock is null ? null : DateOnly.Parse(restock, System.Globalization.CultureInfo.InvariantCulture));
        await _talk.Say("这款手机有现货吗?");
        (await _talk.Say("黑色,256G。")).ShouldContain(expected);
    }

    [Fact]
    public async Task Say_RestockDateKnown_TellsTheDay()
    {
        _talk.Shop.Put("P1001-黑色-256G", 0, restock: new DateOnly(2026, 11, 25));
        await _talk.Say("这款手机有现货吗?");
        (await _talk.Say("黑色,256G。")).ShouldContain("11月25日补货");
    }

    [Fact]
    public async Task Say_OneColourLeftOfSpec_NamesIt()
    {
        _talk.Shop.Put("P1001-黑色-256G", 0);
        await _talk.Say("这款手机有现货吗?");
        (await _talk.Say("256G的")).ShouldContain("只剩白色256G版本");
    }

    [Fact]
    public async Task Say_CorrectionAfterAnswer_RunsAgainWithTheOtherColour()
    {
        await _talk.Say("这款手机有现货吗?");
        await _talk.Say("黑色,256G。");
        (await _talk.Say("算了要白色的")).ShouldStartWith("白色256G版本");
        _talk.State.Slot("spec").ShouldBe("256G");
    }

    [Fact]
    public async Task Say_DigressionWithOpenQuestion_AnswersAndComesBack()
    {
        _talk.Shop.Faq = new(new("f1", "shipping", "发什么快递", [], "发星河快运。"), 0.9f, CustomerService.Core.Knowledge.FaqNearness.Exact);
        await _talk.Say("这款手机有现货吗?");
        var said = await _talk.Say("发什么快递");
        said.ShouldContain("发星河快运。");
        said.ShouldContain("回到刚才的问题：您需要什么颜色和存储版本？");
        (await _talk.Say("黑色,256G。")).ShouldContain("北京仓有货");
    }

    [Fact]
    public async Task Say_ThanksWithOpenQuestion_DoesNotNag()
    {
        await _talk.Say("这款手机有现货吗?");
        (await _talk.Say("谢谢")).ShouldNotContain("颜色");
    }

    [Fact]
    public async Task Say_SameQuestionUnanswered_AsksAgainTwiceThenOffersAHuman()
    {
        await _talk.Say("这款手机有现货吗?");
        await _talk.Say("黑色");
        var asked = 0;
        string said;
        do
        {
            said = await _talk.Say("这款手机有现货吗?");
            asked++;
        }
        while (said.Contains("存储版本", StringComparison.Ordinal) && asked < 10);
        asked.ShouldBe(DialogueSetting.MaxAsks);
        said.ShouldContain("转接人工");
    }

    [Fact]
    public async Task Say_VariantNotOffered_NamesTheChoices()
    {
        await _talk.Say("这款手机有现货吗?");
        (await _talk.Say("粉色,256G")).ShouldContain("黑色、白色");
    }

    [Fact]
    public async Task Say_ShopIsDown_SaysSoAndInventsNothing()
    {
        _talk.Shop.IsDown = true;
        (await _talk.Say("这款手机有现货吗?")).ShouldContain("暂时查不到");
        _talk.Last.Record.Degraded.ShouldBe("facts");
    }

    [Fact]
    public async Task Say_ModelIsDown_GoesByKeywords()
    {
        _talk.ModelIsDown = true;
        (await _talk.Say("这款手机有现货吗?")).ShouldContain("颜色和存储版本");
        _talk.Last.Record.Degraded.ShouldBe("understanding");
    }

    [Fact]
    public async Task Say_BurstOfFragments_IsOneTurn()
    {
        _talk.Reads("有货没", "stock");
        (await _talk.Say("星河X1", "黑色的", "256G", "有货没")).ShouldContain("黑色256G版本北京仓有货");
        _talk.Last.Replies.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Say_IdleSession_BeginsAnew()
    {
        await _talk.Say("这款手机有现货吗?");
        _talk.Time.Advance(TimeSpan.FromMinutes(31));
        await _talk.Say("黑色,256G。");
        _talk.Last.Record.Intents.ShouldBe(["unknown"]);
    }
}
