namespace CustomerService.Core.Tests.Dialogue;

public sealed class GiftDialogueTests
{
    private readonly Talk _talk = new Talk()
        .Reads("送妈妈什么礼物", "gift").Reads("有没有合适的礼物", "gift").Reads("送妈妈，50岁，3000以内", "gift");

    [Fact]
    public async Task Say_PresentForMother_AsksAgeAndBudgetThenGivesThreePlansWithProsAndCons()
    {
        (await _talk.Say("送妈妈什么礼物")).ShouldContain("预算");

        var plans = await _talk.Say("50多岁，3000元以内");

        plans.ShouldContain("初见保湿面霜");
        plans.ShouldContain("喜乐坚果礼盒");
        plans.ShouldContain("春山茗韵茶礼");
        plans.Split("优点：").Length.ShouldBe(4);
        plans.Split("要留意：").Length.ShouldBe(4);
        _talk.State.Options.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Say_PresentForNobodyNamed_AsksForWhomAndTakesTheAnswer()
    {
        (await _talk.Say("有没有合适的礼物")).ShouldContain("送给谁");

        (await _talk.Say("我妈")).ShouldContain("妈妈大概多大年纪");
    }

    [Fact]
    public async Task Say_SoldOutIdea_IsNotProposed()
    {
        _talk.Shop.Put("P5001--50g", 0);

        (await _talk.Say("送妈妈，50岁，3000以内")).ShouldNotContain("初见保湿面霜");
    }

    [Fact]
    public async Task Say_FewLeft_SaysHowMany()
    {
        _talk.Shop.Put("P5001--50g", 2);

        (await _talk.Say("送妈妈，50岁，3000以内")).ShouldContain("库存只剩2件");
    }

    [Fact]
    public async Task Say_BudgetBelowEverything_SaysSo()
    {
        _talk.Reads("送妈妈的礼物 20元以内", "gift");

        (await _talk.Say("送妈妈的礼物 20元以内")).ShouldContain("没有符合这个预算");
    }
}
