using CustomerService.Core.Desk;
using CustomerService.Core.Tests.Desk;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>The profile of a promotion's peak: simple questions stay with the bot, complex ones reach people first.</summary>
public sealed class PeakTests
{
    private const string Stock = "星河X1黑色256G有货吗";
    private const string Return = "我要退货";
    private readonly DeskSetting _peak = DeskBench.Shipped with { Peak = true };

    [Fact]
    public async Task Say_AsksForAHumanAboutStock_StaysWithTheBotUntilAskedAgain()
    {
        var talk = Talk();
        (await talk.Say(Stock)).ShouldContain("有货");

        (await talk.Say("转人工")).ShouldContain("人工排队时间较长");
        talk.State.Handover.ShouldBeNull();
        (await talk.Say(Stock)).ShouldContain("有货");
        await talk.Say("转人工");

        talk.State.Handover.ShouldBe("asked");
    }

    [Fact]
    public async Task Say_AsksForAHumanAboutAReturn_ReachesOneAtOnce()
    {
        var talk = Talk();
        await talk.Say(Return);

        await talk.Say("转人工");

        talk.State.Handover.ShouldBe("asked");
        talk.Last.Effects.Single(e => e.Handover is not null).Handover!.Intent.ShouldBe("return_exchange");
    }

    [Theory]
    [InlineData("你们是骗子，转人工")]
    [InlineData("充电宝起火了，叫你们经理来")]
    public async Task Say_AngerOrDangerWithTheWish_IsNeverPutOff(string text)
    {
        var talk = Talk().Reads(text, "complaint", sentiment: -1);

        await talk.Say(text);

        talk.State.Handover.ShouldNotBeNull();
    }

    [Fact]
    public async Task Say_NotUnderstoodBefore_IsNotPutOff()
    {
        var talk = Talk();
        await talk.Say("阿巴阿巴");

        await talk.Say("转人工");

        talk.State.Handover.ShouldBe("asked");
    }

    [Fact]
    public async Task Say_PeakIsOff_NobodyIsPutOff()
    {
        var talk = new Talk(desk: DeskBench.Shipped).Reads(Stock, "stock");
        await talk.Say(Stock);

        await talk.Say("转人工");

        talk.State.Handover.ShouldBe("asked");
    }

    /// <summary>A hundred shoppers, every other with a complex matter: only these are at the desk, and a waiting simple one of before comes after them.</summary>
    [Fact]
    public async Task Desk_BothKindsMixed_OnlyTheComplexOnesComeAndGoFirst()
    {
        var bench = new DeskBench(_peak);
        bench.Enqueue("simple-before-the-peak", intent: "stock");
        var answered = 0;
        for (var i = 0; i < 100; i++)
        {
            bench.Now = bench.Now.AddMilliseconds(100);
            var talk = Talk();
            var said = await talk.Say(i % 2 == 0 ? Stock : Return);
            answered += said.Contains("有货", StringComparison.Ordinal) ? 1 : 0;
            await talk.Say("转人工");
            if (talk.Last.Effects.FirstOrDefault(e => e.Handover is not null)?.Handover is { } request)
                bench.Enqueue($"c{i}", intent: request.Intent);
        }

        answered.ShouldBe(50);
        bench.Queue.Length.ShouldBe(51);
        bench.Queue[^1].ShouldBe("simple-before-the-peak");
        bench.Queue[..50].ShouldAllBe(c => bench[c].Priority.Contains("complex") && bench[c].Skill == "aftersale");
    }

    private Talk Talk() => new Talk(desk: _peak).Reads(Stock, "stock").Reads(Return, "return_exchange");
}
