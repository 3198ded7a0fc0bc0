using CsCheck;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class ClauseSplitterTests
{
    [Theory]
    [InlineData("请问这个手机现在还有货吗")]
    [InlineData("你们家这款手机还有现货没")]
    [InlineData("我买的那个快递还有几天到")]
    [InlineData("看看还有没有便宜的")]
    [InlineData("黑色,256G。")]
    [InlineData("亲，在吗")]
    [InlineData("星河X1 多少钱")]
    [InlineData("黑色的，有货吗")]
    [InlineData("要两件，几天到")]
    [InlineData("那双 怎么卖")]
    [InlineData("")]
    public void Split_OneThing_StaysWhole(string text) => ClauseSplitter.Split(text).ShouldBe([text]);

    [Theory]
    [InlineData("我要退这个耳机还有怎么开发票", "我要退这个耳机", "还有怎么开发票")]
    [InlineData("这个多少钱，什么时候能发货", "这个多少钱，", "什么时候能发货")]
    [InlineData("黑色的有没有 多少钱", "黑色的有没有 ", "多少钱")]
    [InlineData("有货吗，怎么卖？", "有货吗，", "怎么卖？")]
    [InlineData("多少钱，能送到上海不", "多少钱，", "能送到上海不")]
    [InlineData("这个防水吗 包邮不", "这个防水吗 ", "包邮不")]
    [InlineData("帮我改一下地址顺便问问优惠券怎么用", "帮我改一下地址", "顺便问问优惠券怎么用")]
    public void Split_TwoThings_AreParted(string text, string first, string second) =>
        ClauseSplitter.Split(text).ShouldBe([first, second]);

    [Fact]
    public void Split_LongText_HasItsEndApart()
    {
        var text = new string('我', 100);
        ClauseSplitter.Split(text).ShouldBe([text[..60], text[60..]]);
    }

    [Fact]
    public void Split_LongPieceAmongOthers_HasItsEndApart()
    {
        // The model reads the beginning of a piece: what is asked at its end would go unheard.
        var text = new string('我', 100) + "，有现货吗现在";
        ClauseSplitter.Split(text).ShouldBe([text[..^40], text[^40..]]);
    }

    [Fact]
    public void Split_AnyTextOfOneLine_LosesNoLetter() =>
        Gen.String.Sample(text => string.Concat(ClauseSplitter.Split(text)).Where(char.IsLetterOrDigit)
            .SequenceEqual(text.Where(char.IsLetterOrDigit)));
}
