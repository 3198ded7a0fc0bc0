namespace CustomerService.Core.Tests.Dialogue;

public sealed class ReferenceDialogueTests
{
    private readonly Talk _talk = new Talk()
        .Reads("推荐一款手机", "recommendation").Reads("第二个多少钱", "price").Reads("有货吗", "stock").Reads("同款白色256G有货吗", "stock")
        .Reads("星河X1黑色256G有货吗", "stock").Reads("米小厨4L有货吗", "stock");

    [Fact]
    public async Task Say_SecondOfTheListShown_IsThatProduct()
    {
        await _talk.Say("推荐一款手机");
        await _talk.Say("第二个多少钱");
        _talk.State.Slot("product").ShouldBe("P1002");
    }

    [Fact]
    public async Task Say_SameStyleInAnotherColour_KeepsTheProduct()
    {
        await _talk.Say("星河X1黑色256G有货吗");
        (await _talk.Say("同款白色256G有货吗")).ShouldStartWith("白色256G版本");
    }

    [Fact]
    public async Task Say_AnotherProduct_DropsTheVariantOfTheOneBefore()
    {
        await _talk.Say("星河X1黑色256G有货吗");
        await _talk.Say("米小厨4L有货吗");
        _talk.State.Slot("colour").ShouldBeNull();
        _talk.State.Slot("spec").ShouldBe("4L");
    }

    [Fact]
    public async Task Say_OnAProductPage_MeansThatProduct()
    {
        await _talk.Say(["有货吗"], member: null, page: "P7001");
        _talk.State.Slot("product").ShouldBe("P7001");
        _talk.Said.ShouldContain("容量");
    }

    [Fact]
    public async Task Say_TwoRequestsInOneMessage_AnswersBoth()
    {
        _talk.Reads("星河X1黑色256G多少钱，", "price").Reads("现在有货吗", "stock");
        var said = await _talk.Say("星河X1黑色256G多少钱，现在有货吗");
        said.ShouldContain("¥3299");
        said.ShouldContain("北京仓有货");
    }

    [Fact]
    public async Task Say_MotherAndBabyQuestion_IsObserved()
    {
        _talk.Reads("贝护奶粉2段有货吗", "stock");
        await _talk.Say("贝护奶粉2段有货吗");
        _talk.Last.Effects.Single().Observation!.Categories.ShouldBe(["formula"]);
    }
}
