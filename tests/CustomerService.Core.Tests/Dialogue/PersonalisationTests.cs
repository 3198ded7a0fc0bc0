using CustomerService.Contracts.Profiles;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class PersonalisationTests
{
    private static readonly ShopperProfile Mother = new(
        [new ProfileTag("宝妈", Talk.Start, ["a"]) { Audience = "mother-baby", Because = "最近多次咨询母婴商品" }], 3);

    private readonly Talk _talk = new Talk().Reads("有什么推荐的", "recommendation").Reads("关闭个性化推荐", "account");

    [Fact]
    public async Task Say_RecommendForATaggedShopper_ShowsTheGoodsOfTheTagAndWhy()
    {
        _talk.Shop.Profile = Mother;

        var said = await _talk.Say("有什么推荐的");

        said.ShouldContain("贝护优儿配方奶粉");
        said.ShouldContain("您最近多次咨询母婴商品");
    }

    [Fact]
    public async Task Say_RecommendForAStranger_AsksForTheCategory()
    {
        (await _talk.Say("有什么推荐的")).ShouldContain("哪一类商品");
        _talk.Shop.Profile = null;
        (await new Talk(_talk.Shop).Reads("有什么推荐的", "recommendation").Say("有什么推荐的")).ShouldContain("哪一类商品");
    }

    [Fact]
    public async Task Say_OnlyWhatTheProfileKnowsFitsTheBudget_IsShownOnce()
    {
        _talk.Shop.Profile = Mother;
        foreach (var sku in _talk.Shop.Catalogue.Skus.Values.Where(s => s.Product != "P2001"))
            _talk.Shop.Put(sku.Id, 0);

        await _talk.Reads("推荐点3000元以内的", "recommendation").Say("推荐点3000元以内的");

        _talk.State.Options.ShouldBe(["P2001"]);
    }

    [Fact]
    public async Task Say_SwitchOff_AsksOnceAndTheProfileIsNoLongerUsed()
    {
        _talk.Shop.Profile = Mother;
        (await _talk.Say("关闭个性化推荐")).ShouldContain("确认关闭吗");
        _talk.Shop.Profile.Personalised.ShouldBeTrue();

        (await _talk.Say("确认关闭")).ShouldContain("已为您关闭");

        _talk.Shop.Profile.Personalised.ShouldBeFalse();
        (await _talk.Say("有什么推荐的")).ShouldNotContain("奶粉");
    }
}
