namespace CustomerService.Core.Tests.Dialogue;

/// <summary>What is worn beneath the goods under discussion, comes with them or is bought beside them does not take their place.</summary>
public sealed class BesideDialogueTests
{
    [Theory]
    [InlineData("里面想放个电饭煲装得下吗")]
    [InlineData("送电饭煲吗")]
    [InlineData("带奶粉不？")]
    [InlineData("和电饭煲一起买有优惠吗")]
    [InlineData("搭配米小厨好用吗")]
    [InlineData("要加几勺奶粉")]
    [InlineData("外面套个礼盒可以吗")]
    public async Task Say_GoodsBesideThoseHeld_LeaveThemUnderDiscussion(string text)
    {
        var talk = new Talk().Reads("星河X1黑色256G有货吗", "stock").Reads(text, "product_info");
        await talk.Say("星河X1黑色256G有货吗");
        await talk.Say(text);
        talk.State.Slot("product").ShouldBe("P1001");
        talk.State.Slot("spec").ShouldBe("256G");
    }

    [Theory]
    [InlineData("电饭煲有货吗", "ricecooker")]
    [InlineData("想看看奶粉", "formula")]
    [InlineData("送电饭煲给我妈好吗", "ricecooker")]
    [InlineData("换成电饭煲一起", "ricecooker")]
    [InlineData("里面有电饭煲卖吗", "ricecooker")]
    public async Task Say_OtherGoods_TakeTheirPlace(string text, string category)
    {
        var talk = new Talk().Reads("星河X1黑色256G有货吗", "stock").Reads(text, "product_info");
        await talk.Say("星河X1黑色256G有货吗");
        await talk.Say(text);
        (talk.State.Slot("category") ?? talk.Shop.Catalogue.Products[talk.State.Slot("product")!].Category).ShouldBe(category);
    }

    [Theory]
    [InlineData("里面要放电饭煲，", "要不要买大一码")]
    [InlineData("外面套个礼盒，", "该选多大的尺码")]
    public async Task Say_WhatIsWornBesideAndAQuestion_IsTheQuestionAlone(string tells, string asks)
    {
        var talk = new Talk().Reads(tells + asks, "recommendation").Reads(tells, "product_info").Reads(asks, "recommendation");
        await talk.Say([tells + asks], null, "P1001");
        talk.Last.Record.Intents.ShouldBe(["recommendation"]);
        talk.State.Slot("product").ShouldBe("P1001");
    }

    [Fact]
    public async Task Say_QuestionAboutWhatIsBeside_IsHeardToo()
    {
        var talk = new Talk().Reads("送电饭煲吗，什么时候发货", "shipping").Reads("送电饭煲吗，", "product_info").Reads("什么时候发货", "shipping");
        await talk.Say(["送电饭煲吗，什么时候发货"], null, "P1001");
        talk.Last.Record.Intents.ShouldBe(["product_info", "shipping"]);
    }

    [Fact]
    public async Task Say_OnlyGoodsBeside_AreTheGoodsMeant()
    {
        var talk = new Talk().Reads("送电饭煲吗", "product_info");
        await talk.Say("送电饭煲吗");
        talk.State.Slot("category").ShouldBe("ricecooker");
    }

    [Fact]
    public async Task Say_GoodsAndWhatIsBesideThem_MeansTheGoods()
    {
        var talk = new Talk().Reads("和奶粉一起买的话电饭煲多少钱", "price");
        await talk.Say("和奶粉一起买的话电饭煲多少钱");
        talk.State.Slot("category").ShouldBe("ricecooker");
    }
}
