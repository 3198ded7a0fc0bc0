namespace CustomerService.Core.Tests.Dialogue;

/// <summary>Goods that the shop does not have are told by their name, and nothing else is told for them.</summary>
public sealed class UnlistedDialogueTests
{
    [Theory]
    [InlineData("戴森吹风机有货吗", "stock")]
    [InlineData("戴森吹风机多少钱", "price")]
    public async Task Say_UnlistedGoods_NamesThem(string text, string intent)
    {
        var talk = new Talk().Reads(text, intent).Sees(text, "product", "戴森吹风机");
        (await talk.Say(text)).ShouldContain("没有查到“戴森吹风机”");
    }

    [Fact]
    public async Task Say_UnlistedGoodsAfterAProduct_AreNotAnsweredWithThatProduct()
    {
        var talk = new Talk()
            .Reads("星河X1黑色256G有货吗", "stock")
            .Reads("戴森吹风机有货吗", "stock").Sees("戴森吹风机有货吗", "product", "戴森吹风机")
            .Reads("那刚才那个呢", "stock");
        (await talk.Say("星河X1黑色256G有货吗")).ShouldContain("北京仓");
        var said = await talk.Say("戴森吹风机有货吗");
        said.ShouldContain("没有查到“戴森吹风机”");
        said.ShouldNotContain("仓有货");
        (await talk.Say("那刚才那个呢")).ShouldContain("北京仓");
    }

    [Fact]
    public async Task Say_ProductAfterUnlistedGoods_IsAnswered()
    {
        var talk = new Talk()
            .Reads("戴森吹风机有货吗", "stock").Sees("戴森吹风机有货吗", "product", "戴森吹风机")
            .Reads("星河X1黑色256G有货吗", "stock");
        await talk.Say("戴森吹风机有货吗");
        (await talk.Say("星河X1黑色256G有货吗")).ShouldContain("北京仓");
        talk.State.Slots.ShouldNotContainKey("unlisted");
    }

    [Fact]
    public async Task Say_UnlistedGoodsInFollowUp_StayOnTheTopic()
    {
        var talk = new Talk()
            .Reads("星河X1黑色256G有货吗", "stock")
            .Reads("那戴森吹风机呢", "other", 0.3f).Sees("那戴森吹风机呢", "product", "戴森吹风机");
        await talk.Say("星河X1黑色256G有货吗");
        (await talk.Say("那戴森吹风机呢")).ShouldContain("没有查到“戴森吹风机”");
    }
}
